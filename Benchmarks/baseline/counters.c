/*
 * The plain way to read all counters under a prefix: SCAN, then one MGET and a PTTL for each key of the page.
 * Usage: counters SOCKET. Prints the number of keys and the seconds it took.
 */
#include <hiredis/hiredis.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static redisReply *reply(redisContext *context) {
  void *answer = NULL;
  if (redisGetReply(context, &answer) != REDIS_OK) {
    fprintf(stderr, "counters: %s\n", context->errstr);
    exit(1);
  }
  return answer;
}

/* Asks for all of a page at once; answers the bytes of the values. */
static unsigned long read_page(redisContext *context, redisReply *names) {
  if (names->elements == 0) return 0;
  size_t count = names->elements + 1;
  const char **words = calloc(count, sizeof *words);
  size_t *lengths = calloc(count, sizeof *lengths);
  if (!words || !lengths) exit(1);
  words[0] = "MGET";
  lengths[0] = 4;
  for (size_t i = 0; i < names->elements; i++) {
    words[i + 1] = names->element[i]->str;
    lengths[i + 1] = names->element[i]->len;
  }
  redisAppendCommandArgv(context, (int)count, words, lengths);
  for (size_t i = 0; i < names->elements; i++) {
    redisAppendCommand(context, "PTTL %b", words[i + 1], lengths[i + 1]);
  }
  free(words);
  free(lengths);
  unsigned long bytes = 0;
  redisReply *values = reply(context);
  for (size_t i = 0; i < values->elements; i++) bytes += values->element[i]->len;
  freeReplyObject(values);
  for (size_t i = 0; i < names->elements; i++) freeReplyObject(reply(context));
  return bytes;
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: counters SOCKET\n");
    return 64;
  }
  redisContext *context = redisConnectUnix(arguments[1]);
  if (context == NULL || context->err) {
    fprintf(stderr, "counters: %s\n", context ? context->errstr : "out of memory");
    return 1;
  }
  double start = seconds();
  char cursor[32] = "0";
  unsigned long keys = 0, bytes = 0;
  do {
    redisAppendCommand(context, "SCAN %s MATCH rl:bench:* COUNT 1000", cursor);
    redisReply *page = reply(context);
    if (page->type != REDIS_REPLY_ARRAY || page->elements != 2) return 1;
    snprintf(cursor, sizeof cursor, "%s", page->element[0]->str);
    bytes += read_page(context, page->element[1]);
    keys += page->element[1]->elements;
    freeReplyObject(page);
  } while (strcmp(cursor, "0") != 0);
  printf("%lu %.6f\n", keys, seconds() - start);
  redisFree(context);
  return bytes > 0 ? 0 : 1;
}
