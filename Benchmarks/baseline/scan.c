/*
 * The plain way to read all sessions: SCAN, then GET and PTTL of each page in one pipeline.
 * Usage: scan SOCKET. Prints the number of keys and the seconds it took.
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
    fprintf(stderr, "scan: %s\n", context->errstr);
    exit(1);
  }
  return answer;
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: scan SOCKET\n");
    return 64;
  }
  redisContext *context = redisConnectUnix(arguments[1]);
  if (context == NULL || context->err) {
    fprintf(stderr, "scan: %s\n", context ? context->errstr : "out of memory");
    return 1;
  }
  double start = seconds();
  char cursor[32] = "0";
  unsigned long keys = 0, bytes = 0;
  do {
    redisAppendCommand(context, "SCAN %s MATCH sess:* COUNT 1000", cursor);
    redisReply *page = reply(context);
    if (page->type != REDIS_REPLY_ARRAY || page->elements != 2) return 1;
    snprintf(cursor, sizeof cursor, "%s", page->element[0]->str);
    redisReply *names = page->element[1];
    for (size_t i = 0; i < names->elements; i++) {
      redisReply *name = names->element[i];
      redisAppendCommand(context, "GET %b", name->str, name->len);
      redisAppendCommand(context, "PTTL %b", name->str, name->len);
    }
    for (size_t i = 0; i < names->elements * 2; i++) {
      redisReply *answer = reply(context);
      bytes += answer->len;
      freeReplyObject(answer);
    }
    keys += names->elements;
    freeReplyObject(page);
  } while (strcmp(cursor, "0") != 0);
  printf("%lu %.6f\n", keys, seconds() - start);
  redisFree(context);
  return bytes > 0 ? 0 : 1;
}
