/*
 * The plain way to show a frame: every cell through curses, which finds out what changed.
 * Usage: cells FILE FRAMES. The file holds "COLUMNS ROWS" and the lines of two frames, which are
 * shown in turn on an xterm that leads to /dev/null. Prints the seconds it took.
 */
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <wchar.h>

extern int wcwidth(wchar_t);

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static wchar_t *lines_of(FILE *file, int columns, int rows) {
  wchar_t *cells = calloc((size_t)rows * (columns + 2), sizeof *cells);
  for (int row = 0; cells && row < rows; row++) {
    if (!fgetws(cells + row * (columns + 2), columns + 2, file)) return NULL;
  }
  return cells;
}

static void show(const wchar_t *frame, int columns, int rows) {
  for (int row = 0; row < rows; row++) {
    int column = 0;
    for (const wchar_t *at = frame + row * (columns + 2); *at && *at != L'\n'; at++) {
      wchar_t text[2] = {*at, 0};
      int width = wcwidth(*at);
      cchar_t cell;
      setcchar(&cell, text, A_NORMAL, 0, NULL);
      mvadd_wch(row, column, &cell);
      column += width > 0 ? width : 1;
    }
  }
  refresh();
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: cells FILE FRAMES\n");
    return 64;
  }
  if (!setlocale(LC_ALL, "C.UTF-8")) return 1;
  FILE *file = fopen(arguments[1], "r");
  int columns, rows, frames = atoi(arguments[2]);
  if (!file || fwscanf(file, L"%d %d\n", &columns, &rows) != 2) return 1;
  wchar_t *first = lines_of(file, columns, rows), *second = lines_of(file, columns, rows);
  FILE *nowhere = fopen("/dev/null", "r+");
  if (!first || !second || !nowhere || !newterm("xterm-256color", nowhere, nowhere)) return 1;
  resizeterm(rows, columns);
  show(second, columns, rows);
  double start = seconds();
  for (int number = 0; number < frames; number++) show(number % 2 ? second : first, columns, rows);
  double passed = seconds() - start;
  endwin();
  printf("%.6f\n", passed);
  return 0;
}
