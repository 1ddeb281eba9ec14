#ifndef THREADSTACKS_H
#define THREADSTACKS_H

/* From here on every new thread gets an alternate stack. Call once, before any thread exists. */
void ctguard_give_threads_stacks(void);

#endif
