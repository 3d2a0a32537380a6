#include "CZstd.h"

#include <limits.h>
#include <stdlib.h>
#include <zdict.h>
#include <zstd.h>
#include <zstd_errors.h>

static int64_t result(size_t size) {
    if (!ZSTD_isError(size)) return (int64_t)size;
    return ZSTD_getErrorCode(size) == ZSTD_error_memory_allocation ? CZSTD_NO_MEMORY
                                                                   : CZSTD_DAMAGED;
}

struct czstd_compressor {
    ZSTD_CCtx *context;
    ZSTD_CDict *dictionary;
};

// zstd treats any other bytes as a dictionary without tables.
static int is_dictionary(const uint8_t *bytes, size_t length) {
    return length >= 8 && ZDICT_getDictID(bytes, length) != 0;
}

czstd_compressor *czstd_compressor_open(const uint8_t *dictionary, size_t length, int32_t level) {
    if (length > 0 && !is_dictionary(dictionary, length)) return NULL;
    czstd_compressor *compressor = calloc(1, sizeof *compressor);
    if (compressor == NULL) return NULL;
    compressor->context = ZSTD_createCCtx();
    int failed = compressor->context == NULL;
    if (!failed) {
        ZSTD_CCtx *context = compressor->context;
        failed |= ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level));
        failed |= ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 1));
        failed |= ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 0));
        failed |= ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0));
    }
    if (!failed && length > 0) {
        compressor->dictionary = ZSTD_createCDict(dictionary, length, level);
        failed = compressor->dictionary == NULL
                 || ZSTD_isError(
                     ZSTD_CCtx_refCDict(compressor->context, compressor->dictionary));
    }
    if (failed) {
        czstd_compressor_close(compressor);
        return NULL;
    }
    return compressor;
}

void czstd_compressor_close(czstd_compressor *compressor) {
    if (compressor == NULL) return;
    ZSTD_freeCCtx(compressor->context);
    ZSTD_freeCDict(compressor->dictionary);
    free(compressor);
}

size_t czstd_frame_bound(size_t length) { return ZSTD_compressBound(length); }

int64_t czstd_compress(czstd_compressor *compressor, const uint8_t *source, size_t length,
                       uint8_t *destination, size_t capacity) {
    return result(ZSTD_compress2(compressor->context, destination, capacity, source, length));
}

// The types are names of zstd's own.
czstd_dictionary *czstd_dictionary_open(const uint8_t *bytes, size_t length) {
    if (!is_dictionary(bytes, length)) return NULL;
    return (czstd_dictionary *)ZSTD_createDDict(bytes, length);
}

void czstd_dictionary_close(czstd_dictionary *dictionary) {
    ZSTD_freeDDict((ZSTD_DDict *)dictionary);
}

czstd_decompressor *czstd_decompressor_open(void) {
    return (czstd_decompressor *)ZSTD_createDCtx();
}

void czstd_decompressor_close(czstd_decompressor *decompressor) {
    ZSTD_freeDCtx((ZSTD_DCtx *)decompressor);
}

int64_t czstd_content_size(const uint8_t *frame, size_t length) {
    unsigned long long size = ZSTD_getFrameContentSize(frame, length);
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > INT64_MAX) {
        return CZSTD_DAMAGED;
    }
    return (int64_t)size;
}

int64_t czstd_decompress(czstd_decompressor *decompressor, const czstd_dictionary *dictionary,
                         const uint8_t *frame, size_t length, uint8_t *destination,
                         size_t capacity) {
    // Several frames in a row would be decompressed, too.
    size_t end = ZSTD_findFrameCompressedSize(frame, length);
    if (ZSTD_isError(end) || end != length) return CZSTD_DAMAGED;
    // No dictionary takes the place of one that was used before.
    return result(ZSTD_decompress_usingDDict((ZSTD_DCtx *)decompressor, destination, capacity,
                                             frame, length, (const ZSTD_DDict *)dictionary));
}

int64_t czstd_dictionary_make(const uint8_t *content, size_t content_length,
                              const uint8_t *samples, const size_t *sample_lengths, size_t count,
                              int32_t level, uint8_t *destination, size_t capacity) {
    if (count > UINT_MAX) return CZSTD_DAMAGED;
    ZDICT_params_t parameters = {0};
    parameters.compressionLevel = level;
    // One of the numbers for private use: the same bytes shall give the same dictionary.
    parameters.dictID = 32768;
    size_t size = ZDICT_finalizeDictionary(destination, capacity, content, content_length, samples,
                                           sample_lengths, (unsigned)count, parameters);
    return ZDICT_isError(size) ? CZSTD_DAMAGED : (int64_t)size;
}
