#ifndef CHEAP_SHIM_H
#define CHEAP_SHIM_H
// Not part of Swift's Glibc module.
#include <malloc.h>
#endif
