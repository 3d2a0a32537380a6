// CRC-32C by the processor's own instructions: SSE 4.2 of x86-64, the CRC extension of ARMv8.
//
// Each instruction takes eight bytes and needs the result of the one before.

#include "processor.h"

#include <string.h>

#if defined(__x86_64__)

#define HAS_INSTRUCTIONS 1
#define TARGET __attribute__((target("sse4.2")))
#define ADD8(state, word) ((uint32_t)__builtin_ia32_crc32di((state), (word)))
#define ADD1(state, byte) (__builtin_ia32_crc32qi((state), (byte)))

bool processor_has_crc32c(void) { return __builtin_cpu_supports("sse4.2"); }

#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)

#include <arm_acle.h>

#define HAS_INSTRUCTIONS 1
#define TARGET
#define ADD8(state, word) (__crc32cd((state), (word)))
#define ADD1(state, byte) (__crc32cb((state), (byte)))

bool processor_has_crc32c(void) { return true; }

#else

bool processor_has_crc32c(void) { return false; }

uint32_t processor_crc32c(uint32_t state, const void *bytes, size_t count) {
    (void)bytes;
    (void)count;
    return state;
}

#endif

#ifdef HAS_INSTRUCTIONS

static inline uint64_t load(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

TARGET uint32_t processor_crc32c(uint32_t state, const void *start, size_t count) {
    const uint8_t *bytes = start;
    while (count >= 8) {
        state = ADD8(state, load(bytes));
        bytes += 8;
        count -= 8;
    }
    while (count > 0) {
        state = ADD1(state, *bytes);
        bytes += 1;
        count -= 1;
    }
    return state;
}

#endif
