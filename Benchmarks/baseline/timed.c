/*
 * Runs a program, reads what it prints, and prints the seconds it took: a program that writes to /dev/null
 * may do less.
 * Usage: timed PROGRAM ARGUMENT…
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  int ends[2];
  if (count < 2 || pipe(ends) != 0) {
    fprintf(stderr, "usage: timed PROGRAM ARGUMENT...\n");
    return 64;
  }
  double start = seconds();
  pid_t child = fork();
  if (child < 0) return 1;
  if (child == 0) {
    if (dup2(ends[1], STDOUT_FILENO) < 0) _exit(126);
    close(ends[0]);
    close(ends[1]);
    execv(arguments[1], arguments + 1);
    _exit(127);
  }
  close(ends[1]);
  char printed[4096];
  while (read(ends[0], printed, sizeof printed) > 0) continue;
  int status = 0;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) > 1) return 1;
  printf("%.6f\n", seconds() - start);
  return 0;
}
