// The part of zlib that Renkei Search uses, behind plain C types: DEFLATE and CRC-32.
//
// No header of zlib is included here.

#ifndef RENKEI_CZLIB_H
#define RENKEI_CZLIB_H

#include <stddef.h>
#include <stdint.h>

/// A stream of raw DEFLATE, as ZIP files hold it. One task at a time.
typedef struct czlib_inflater czlib_inflater;

/// Opens a stream. NULL if memory is short.
czlib_inflater *czlib_inflater_open(void);
void czlib_inflater_close(czlib_inflater *inflater);

#define CZLIB_MORE 0
#define CZLIB_END 1
#define CZLIB_DAMAGED 2
#define CZLIB_NO_MEMORY 3

/// Decompresses bytes of a stream. Writes the numbers of consumed and produced bytes.
///
/// Returns `CZLIB_MORE` if it needs more bytes or more room, `CZLIB_END` at the end of the stream.
int32_t czlib_inflate(czlib_inflater *inflater, const uint8_t *source, size_t length,
                      size_t *taken, uint8_t *destination, size_t capacity, size_t *given);

/// A compressor to raw DEFLATE. One task at a time.
typedef struct czlib_deflater czlib_deflater;

/// Opens a stream. NULL if memory is short.
czlib_deflater *czlib_deflater_open(void);
void czlib_deflater_close(czlib_deflater *deflater);

/// Compresses bytes of a stream. Writes the numbers of consumed and produced bytes. `last` means that
/// no bytes follow.
///
/// Returns `CZLIB_MORE` if it needs more bytes or more room, `CZLIB_END` when the stream is complete.
int32_t czlib_deflate(czlib_deflater *deflater, const uint8_t *source, size_t length, size_t *taken,
                      uint8_t *destination, size_t capacity, size_t *given, int32_t last);

/// The CRC-32 of bytes, continued from that of the preceding bytes; 0 at the start.
uint32_t czlib_crc32(uint32_t crc, const uint8_t *bytes, size_t length);

#endif
