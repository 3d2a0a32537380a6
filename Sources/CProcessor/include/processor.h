#ifndef RENKEI_PROCESSOR_H
#define RENKEI_PROCESSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// True if this processor computes CRC-32C by itself.
bool processor_has_crc32c(void);

/// Adds bytes to the state of a CRC-32C, which begins as 0xFFFFFFFF and is inverted at the end.
///
/// To be called only if `processor_has_crc32c()`.
uint32_t processor_crc32c(uint32_t state, const void *bytes, size_t count);

/// Asks the processor to fetch the cache line of an address, which is read soon.
///
/// It is never an error, whatever the address.
static inline void processor_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
