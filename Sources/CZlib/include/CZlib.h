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

/// Unpacks bytes of a stream. Writes how many bytes were taken and given.
///
/// Returns `CZLIB_MORE` if it needs more bytes or more room, `CZLIB_END` at the end of the stream.
int32_t czlib_inflate(czlib_inflater *inflater, const uint8_t *source, size_t length,
                      size_t *taken, uint8_t *destination, size_t capacity, size_t *given);

/// A stream of raw DEFLATE that is being packed. One task at a time.
typedef struct czlib_deflater czlib_deflater;

/// Opens a stream. NULL if memory is short.
czlib_deflater *czlib_deflater_open(void);
void czlib_deflater_close(czlib_deflater *deflater);

/// Packs bytes of a stream. Writes how many bytes were taken and given. `last` says that no bytes come
/// behind these.
///
/// Returns `CZLIB_MORE` if it needs more bytes or more room, `CZLIB_END` when the stream is complete.
int32_t czlib_deflate(czlib_deflater *deflater, const uint8_t *source, size_t length, size_t *taken,
                      uint8_t *destination, size_t capacity, size_t *given, int32_t last);

/// CRC-32 of some bytes, going on from that of the bytes before them; 0 at the start.
uint32_t czlib_crc32(uint32_t crc, const uint8_t *bytes, size_t length);

#endif
