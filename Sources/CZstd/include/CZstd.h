// The part of zstd that Renkei Search uses, behind plain C types: short frames, each compressed by itself
// with a dictionary that they share, or without one.
//
// No header of zstd is included here.

#ifndef RENKEI_CZSTD_H
#define RENKEI_CZSTD_H

#include <stddef.h>
#include <stdint.h>

/// What the functions below return instead of a size.
#define CZSTD_DAMAGED (-1)
#define CZSTD_NO_MEMORY (-2)

/// Compresses frames. One task at a time.
typedef struct czstd_compressor czstd_compressor;

/// Opens a compressor for a dictionary, whose bytes are copied; without one if `length` is 0.
///
/// NULL if memory is short or the bytes are no dictionary.
czstd_compressor *czstd_compressor_open(const uint8_t *dictionary, size_t length, int32_t level);
void czstd_compressor_close(czstd_compressor *compressor);

/// The greatest size of a frame of so many bytes.
size_t czstd_frame_bound(size_t length);

/// Compresses bytes into a frame that states how many they are. Returns its size.
int64_t czstd_compress(czstd_compressor *compressor, const uint8_t *source, size_t length,
                       uint8_t *destination, size_t capacity);

/// A dictionary as frames are decompressed with it. Any number of tasks.
typedef struct czstd_dictionary czstd_dictionary;

/// Opens a dictionary, whose bytes are copied. NULL if memory is short or the bytes are no dictionary.
czstd_dictionary *czstd_dictionary_open(const uint8_t *bytes, size_t length);
void czstd_dictionary_close(czstd_dictionary *dictionary);

/// Decompresses frames. One task at a time.
typedef struct czstd_decompressor czstd_decompressor;

/// Opens a decompressor. NULL if memory is short.
czstd_decompressor *czstd_decompressor_open(void);
void czstd_decompressor_close(czstd_decompressor *decompressor);

/// How many bytes a frame states that it has. `CZSTD_DAMAGED` if it states none or is no frame.
int64_t czstd_content_size(const uint8_t *frame, size_t length);

/// Decompresses the one frame that some bytes are, with a dictionary unless that is NULL. Returns how
/// many bytes it has.
///
/// Memory is taken for nothing but the state of the decompressor, which does not depend on the frame.
int64_t czstd_decompress(czstd_decompressor *decompressor, const czstd_dictionary *dictionary,
                         const uint8_t *frame, size_t length, uint8_t *destination,
                         size_t capacity);

/// Makes a dictionary of bytes that are frequent in what is compressed; what is likely comes last.
///
/// The samples, one after the other in `samples`, tell how often zstd will meet what. Returns the size
/// of the dictionary; `CZSTD_DAMAGED` if none can be made of these.
int64_t czstd_dictionary_make(const uint8_t *content, size_t content_length,
                              const uint8_t *samples, const size_t *sample_lengths, size_t count,
                              int32_t level, uint8_t *destination, size_t capacity);

#endif
