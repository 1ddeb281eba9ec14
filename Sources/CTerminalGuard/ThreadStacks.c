#define _GNU_SOURCE
#include "ThreadStacks.h"
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>

/* A handler on the stack that has just overflowed can't run, and sigaltstack(2) is a thread's own. So
   each thread needs a stack from its beginning on. Neither libdispatch, whose threads run Swift's
   tasks, nor libmongoc says when it makes a thread, but all of them call pthread_create: that name is
   defined here, in the program, which the dynamic linker searches before libc. */

/* Room for a signal frame with the widest registers and for the walk over the frames below. */
enum { stack_size = 64 * 1024 };

typedef int create_function(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

struct start {
  void *(*routine)(void *);
  void *argument;
};

static create_function *create;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static int is_wanted;

/* Runs as the thread ends, whichever way it does. */
static void release(void *memory) {
  stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, 0);
  munmap(memory, stack_size);
}

static void prepare(void) {
  create = (create_function *)dlsym(RTLD_NEXT, "pthread_create");
  /* Without a key nothing would give the stacks back: then there are none. */
  if (pthread_key_create(&key, release) != 0) is_wanted = 0;
}

static void give_stack(void) {
  /* Pages that are never touched cost nothing: only a thread that crashes uses any. */
  void *memory = mmap(0, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  stack_t stack = {.ss_sp = memory, .ss_size = stack_size};
  if (sigaltstack(&stack, 0) != 0 || pthread_setspecific(key, memory) != 0) release(memory);
}

static void *begin(void *memory) {
  struct start start = *(struct start *)memory;
  free(memory);
  give_stack();
  return start.routine(start.argument);
}

void ctguard_give_threads_stacks(void) {
  is_wanted = 1;
  pthread_once(&once, prepare);
}

/* A sanitizer defines the same name for its own needs; under it there are no alternate stacks. */
#if !__has_feature(thread_sanitizer) && !__has_feature(address_sanitizer)
__attribute__((visibility("default"))) int pthread_create(
    pthread_t *thread, const pthread_attr_t *attributes, void *(*routine)(void *), void *argument) {
  pthread_once(&once, prepare);
  if (!create) return EAGAIN;
  struct start *start = is_wanted ? malloc(sizeof *start) : 0;
  if (!start) return create(thread, attributes, routine, argument);
  *start = (struct start){routine, argument};
  int failure = create(thread, attributes, begin, start);
  if (failure) free(start);
  return failure;
}
#endif
