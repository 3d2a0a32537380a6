#ifndef RENKEI_CHECKSUM_H
#define RENKEI_CHECKSUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// True if this processor computes CRC-32C by itself.
bool checksum_has_crc32c(void);

/// Adds bytes to the state of a CRC-32C, which begins as 0xFFFFFFFF and is inverted at the end.
///
/// To be called only if `checksum_has_crc32c()`.
uint32_t checksum_crc32c(uint32_t state, const void *bytes, size_t count);

#endif
