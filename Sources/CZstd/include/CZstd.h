// The part of zstd that Renkei Search uses, behind plain C types: short frames, each compressed
// separately, with a shared dictionary or without one.
//
// No header of zstd is included here.

#ifndef RENKEI_CZSTD_H
#define RENKEI_CZSTD_H

#include <stddef.h>
#include <stdint.h>

/// The error result of the functions below.
#define CZSTD_DAMAGED (-1)
#define CZSTD_NO_MEMORY (-2)

/// Compresses frames. One task at a time.
typedef struct czstd_compressor czstd_compressor;

/// Opens a compressor for a dictionary, whose bytes are copied; without one if `length` is 0.
///
/// NULL if memory is short or the bytes are no dictionary.
czstd_compressor *czstd_compressor_open(const uint8_t *dictionary, size_t length, int32_t level);
void czstd_compressor_close(czstd_compressor *compressor);

/// The greatest size of a frame for a number of bytes.
size_t czstd_frame_bound(size_t length);

/// Compresses bytes into a frame with their number. Returns its size.
int64_t czstd_compress(czstd_compressor *compressor, const uint8_t *source, size_t length,
                       uint8_t *destination, size_t capacity);

/// A dictionary for decompression. Any number of tasks.
typedef struct czstd_dictionary czstd_dictionary;

/// Opens a dictionary, whose bytes are copied. NULL if memory is short or the bytes are no dictionary.
czstd_dictionary *czstd_dictionary_open(const uint8_t *bytes, size_t length);
void czstd_dictionary_close(czstd_dictionary *dictionary);

/// Decompresses frames. One task at a time.
typedef struct czstd_decompressor czstd_decompressor;

/// Opens a decompressor. NULL if memory is short.
czstd_decompressor *czstd_decompressor_open(void);
void czstd_decompressor_close(czstd_decompressor *decompressor);

/// The decompressed size that a frame states. `CZSTD_DAMAGED` if it states none or is not a frame.
int64_t czstd_content_size(const uint8_t *frame, size_t length);

/// Decompresses a single frame, with a dictionary unless that is NULL. Returns the number of bytes.
///
/// Memory is allocated only for the state of the decompressor, whose size does not depend on the frame.
int64_t czstd_decompress(czstd_decompressor *decompressor, const czstd_dictionary *dictionary,
                         const uint8_t *frame, size_t length, uint8_t *destination,
                         size_t capacity);

/// Makes a dictionary from content, with the most likely bytes last.
///
/// The samples, concatenated in `samples`, provide the symbol statistics. Returns the size of the
/// dictionary; `CZSTD_DAMAGED` if none can be made from these.
int64_t czstd_dictionary_make(const uint8_t *content, size_t content_length,
                              const uint8_t *samples, const size_t *sample_lengths, size_t count,
                              int32_t level, uint8_t *destination, size_t capacity);

#endif
