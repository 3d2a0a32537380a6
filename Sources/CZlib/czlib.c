#include "CZlib.h"

#include <stdlib.h>
#include <zlib.h>

struct czlib_inflater {
    z_stream stream;
};

czlib_inflater *czlib_inflater_open(void) {
    czlib_inflater *inflater = calloc(1, sizeof *inflater);
    if (inflater == NULL) return NULL;
    // A negative window means raw DEFLATE without a zlib header.
    if (inflateInit2(&inflater->stream, -MAX_WBITS) != Z_OK) {
        free(inflater);
        return NULL;
    }
    return inflater;
}

void czlib_inflater_close(czlib_inflater *inflater) {
    if (inflater == NULL) return;
    inflateEnd(&inflater->stream);
    free(inflater);
}

// zlib counts in unsigned ints.
static uInt clamp(size_t count) { return count > 1u << 30 ? 1u << 30 : (uInt)count; }

int32_t czlib_inflate(czlib_inflater *inflater, const uint8_t *source, size_t length,
                      size_t *taken, uint8_t *destination, size_t capacity, size_t *given) {
    z_stream *stream = &inflater->stream;
    uInt in = clamp(length), out = clamp(capacity);
    stream->next_in = (Bytef *)source;
    stream->avail_in = in;
    stream->next_out = destination;
    stream->avail_out = out;
    int result = inflate(stream, Z_NO_FLUSH);
    *taken = in - stream->avail_in;
    *given = out - stream->avail_out;
    switch (result) {
    case Z_OK: return CZLIB_MORE;
    // Neither input nor room for output: the caller has to provide some.
    case Z_BUF_ERROR: return CZLIB_MORE;
    case Z_STREAM_END: return CZLIB_END;
    case Z_MEM_ERROR: return CZLIB_NO_MEMORY;
    default: return CZLIB_DAMAGED;
    }
}

struct czlib_deflater {
    z_stream stream;
};

czlib_deflater *czlib_deflater_open(void) {
    czlib_deflater *deflater = calloc(1, sizeof *deflater);
    if (deflater == NULL) return NULL;
    // A negative window means raw DEFLATE without a zlib header.
    if (deflateInit2(&deflater->stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        free(deflater);
        return NULL;
    }
    return deflater;
}

void czlib_deflater_close(czlib_deflater *deflater) {
    if (deflater == NULL) return;
    deflateEnd(&deflater->stream);
    free(deflater);
}

int32_t czlib_deflate(czlib_deflater *deflater, const uint8_t *source, size_t length, size_t *taken,
                      uint8_t *destination, size_t capacity, size_t *given, int32_t last) {
    z_stream *stream = &deflater->stream;
    uInt in = clamp(length), out = clamp(capacity);
    stream->next_in = (Bytef *)source;
    stream->avail_in = in;
    stream->next_out = destination;
    stream->avail_out = out;
    // Input longer than zlib's counter is passed in parts, of which only the last ends the stream.
    int result = deflate(stream, last && in == length ? Z_FINISH : Z_NO_FLUSH);
    *taken = in - stream->avail_in;
    *given = out - stream->avail_out;
    switch (result) {
    case Z_OK: return CZLIB_MORE;
    case Z_BUF_ERROR: return CZLIB_MORE;
    case Z_STREAM_END: return CZLIB_END;
    default: return CZLIB_DAMAGED;
    }
}

uint32_t czlib_crc32(uint32_t crc, const uint8_t *bytes, size_t length) {
    return (uint32_t)crc32_z(crc, bytes, length);
}
