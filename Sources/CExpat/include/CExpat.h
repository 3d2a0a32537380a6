// The part of expat that Renkei Search uses, behind plain C types.
//
// The callbacks of expat are recorded as a list of events, which the caller reads after each piece
// of the document. No header of expat is included here.

#ifndef RENKEI_CEXPAT_H
#define RENKEI_CEXPAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A parser of one document. One task at a time.
typedef struct cexpat_parser cexpat_parser;

#define CEXPAT_START 1
#define CEXPAT_ATTRIBUTE 2
#define CEXPAT_END 3
#define CEXPAT_TEXT 4

/// An event of the document.
///
/// An attribute follows the start of its element. Its value, and the text of a text, are bytes in
/// UTF-8 from `start` on. Adjacent text within a piece of the document is one event.
typedef struct {
    /// `CEXPAT_START`, `CEXPAT_ATTRIBUTE`, `CEXPAT_END` or `CEXPAT_TEXT`.
    int32_t kind;
    /// The index of the name of an element or attribute among the recorded names.
    int32_t name;
    uint32_t start;
    uint32_t length;
} cexpat_event;

#define CEXPAT_OK 0
#define CEXPAT_MALFORMED 1
#define CEXPAT_DOCTYPE 2
#define CEXPAT_TOO_DEEP 3
#define CEXPAT_TOKEN_TOO_LONG 4
#define CEXPAT_NO_MEMORY 5

/// Opens a parser that records elements and attributes with some names, up to 128, whatever their
/// prefix, and all texts. Others are skipped. `names` are NUL-terminated and concatenated.
///
/// Rejects document type declarations, nesting deeper than `depth`, and tags, comments and
/// instructions of more than about `token` bytes. NULL if memory is short.
cexpat_parser *cexpat_open(const char *names, int32_t count, int32_t depth, size_t token);
void cexpat_close(cexpat_parser *parser);

/// Parses the next piece of the document, and drops the events of the previous one.
int32_t cexpat_parse(cexpat_parser *parser, const uint8_t *bytes, size_t length, bool last);

/// The events of the last piece, and the bytes of their texts. Valid until the next piece.
const cexpat_event *cexpat_events(const cexpat_parser *parser, size_t *count);
const uint8_t *cexpat_bytes(const cexpat_parser *parser, size_t *count);

/// The error in English, valid for the life of the process, and its line.
const char *cexpat_reason(const cexpat_parser *parser);
size_t cexpat_line(const cexpat_parser *parser);

#endif
