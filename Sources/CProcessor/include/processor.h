#ifndef RENKEI_PROCESSOR_H
#define RENKEI_PROCESSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// True if this processor computes CRC-32C by itself.
bool processor_has_crc32c(void);

/// Adds bytes to the state of a CRC-32C, which begins as 0xFFFFFFFF and is inverted at the end.
///
/// To be called only if `processor_has_crc32c()`.
uint32_t processor_crc32c(uint32_t state, const void *bytes, size_t count);

/// A number without what stands behind its point; any number if it is negative, 2^32 or more, or none.
///
/// The compiler of Swift asks each time whether there is such a number.
static inline uint32_t processor_truncated(float value) {
#if defined(__SSE2__)
    return (uint32_t)_mm_cvttss_si64(_mm_set_ss(value));
#else
    return value >= 0 && value < 4294967296.0f ? (uint32_t)value : 0;
#endif
}

/// Lets the allocator keep one arena for all threads, where it has several; Swift does not see glibc's
/// `mallopt`.
void allocator_share_arena(void);

#endif
