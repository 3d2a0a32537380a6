#ifndef RENKEI_PROCESSOR_H
#define RENKEI_PROCESSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Whether this processor has instructions for CRC-32C.
bool processor_has_crc32c(void);

/// Adds bytes to the state of a CRC-32C, which begins as 0xFFFFFFFF and is inverted at the end.
///
/// Call only if `processor_has_crc32c()`.
uint32_t processor_crc32c(uint32_t state, const void *bytes, size_t count);

/// The integer part of a number; undefined if it is negative, at least 2^32, or not a number.
///
/// Swift's own conversion checks for these each time.
static inline uint32_t processor_truncated(float value) {
#if defined(__SSE2__)
    return (uint32_t)_mm_cvttss_si64(_mm_set_ss(value));
#else
    return value >= 0 && value < 4294967296.0f ? (uint32_t)value : 0;
#endif
}

/// Makes an allocator with several arenas use one for all threads; Swift cannot import glibc's
/// `mallopt`.
void allocator_share_arena(void);

#endif
