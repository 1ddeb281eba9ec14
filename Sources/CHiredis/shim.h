#ifndef CHIREDIS_SHIM_H
#define CHIREDIS_SHIM_H
#include <hiredis/hiredis.h>
#include <hiredis/read.h>
#include <sys/eventfd.h>

/* Swift's Glibc module leaves <sys/eventfd.h> out. */
static inline int chiredis_eventfd(void) {
  return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

#endif
