#include "CExpat.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS 256

struct cexpat_parser {
    XML_Parser expat;
    // The names, and for each bucket the first name in it; `next` chains those of a bucket.
    char *names;
    const char *name[128];
    int16_t next[128], first[BUCKETS];
    cexpat_event *events;
    size_t event_count, event_room;
    uint8_t *bytes;
    size_t byte_count, byte_room;
    int32_t depth, depth_limit;
    // The name of each open element, so that it is not looked up again at its end.
    int16_t *open;
    // The number of bytes parsed since the last callback of expat.
    size_t silent, token_limit;
    int32_t refusal;
};

static unsigned bucket(const char *name, size_t length) {
    return ((unsigned char)name[0] * 31u + (unsigned char)name[length - 1] * 7u + (unsigned)length) %
           BUCKETS;
}

static int32_t place(const cexpat_parser *parser, const XML_Char *name) {
    // Names are short, and there are many of them: one loop is faster than three calls.
    const XML_Char *end = name;
    for (; *end != 0; end++)
        if (*end == ':') name = end + 1;
    size_t length = (size_t)(end - name);
    if (length == 0) return -1;
    for (int32_t i = parser->first[bucket(name, length)]; i >= 0; i = parser->next[i])
        if (strcmp(parser->name[i], name) == 0) return i;
    return -1;
}

static void refuse(cexpat_parser *parser, int32_t why) {
    if (parser->refusal == CEXPAT_OK) parser->refusal = why;
    XML_StopParser(parser->expat, XML_FALSE);
}

static cexpat_event *add_event(cexpat_parser *parser) {
    if (parser->event_count == parser->event_room) {
        size_t room = parser->event_room * 2 + 1024;
        cexpat_event *events = realloc(parser->events, room * sizeof *events);
        if (events == NULL) {
            refuse(parser, CEXPAT_NO_MEMORY);
            return NULL;
        }
        parser->events = events;
        parser->event_room = room;
    }
    return &parser->events[parser->event_count++];
}

static bool add_bytes(cexpat_parser *parser, const char *bytes, size_t length) {
    if (length > parser->byte_room - parser->byte_count) {
        size_t room = (parser->byte_count + length) * 2 + 4096;
        // Events store offsets in 32 bits.
        uint8_t *larger = room > UINT32_MAX ? NULL : realloc(parser->bytes, room);
        if (larger == NULL) {
            refuse(parser, CEXPAT_NO_MEMORY);
            return false;
        }
        parser->bytes = larger;
        parser->byte_room = room;
    }
    memcpy(parser->bytes + parser->byte_count, bytes, length);
    parser->byte_count += length;
    return true;
}

static void add(cexpat_parser *parser, int32_t kind, int32_t name, const char *bytes, size_t length) {
    size_t start = parser->byte_count;
    if (length > 0 && !add_bytes(parser, bytes, length)) return;
    cexpat_event *event = add_event(parser);
    if (event == NULL) return;
    *event = (cexpat_event){kind, name, (uint32_t)start, (uint32_t)length};
}

static void XMLCALL start_element(void *data, const XML_Char *name, const XML_Char **attributes) {
    cexpat_parser *parser = data;
    parser->silent = 0;
    if (++parser->depth > parser->depth_limit) {
        // The end of an empty element may still be reported; there is room for one more.
        parser->open[parser->depth - 1] = -1;
        refuse(parser, CEXPAT_TOO_DEEP);
        return;
    }
    int32_t element = place(parser, name);
    parser->open[parser->depth - 1] = (int16_t)element;
    if (element < 0) return;
    add(parser, CEXPAT_START, element, NULL, 0);
    for (; attributes[0] != NULL; attributes += 2) {
        int32_t attribute = place(parser, attributes[0]);
        if (attribute >= 0)
            add(parser, CEXPAT_ATTRIBUTE, attribute, attributes[1], strlen(attributes[1]));
    }
}

static void XMLCALL end_element(void *data, const XML_Char *name) {
    cexpat_parser *parser = data;
    (void)name;
    parser->silent = 0;
    int32_t element = parser->open[--parser->depth];
    if (element >= 0) add(parser, CEXPAT_END, element, NULL, 0);
}

static void XMLCALL text(void *data, const XML_Char *bytes, int length) {
    cexpat_parser *parser = data;
    parser->silent = 0;
    if (parser->event_count > 0) {
        cexpat_event *last = &parser->events[parser->event_count - 1];
        if (last->kind == CEXPAT_TEXT) {
            if (add_bytes(parser, bytes, (size_t)length)) last->length += (uint32_t)length;
            return;
        }
    }
    add(parser, CEXPAT_TEXT, -1, bytes, (size_t)length);
}

static void XMLCALL other(void *data, const XML_Char *bytes, int length) {
    (void)bytes, (void)length;
    ((cexpat_parser *)data)->silent = 0;
}

static void XMLCALL doctype(void *data, const XML_Char *name, const XML_Char *system,
                            const XML_Char *public, int internal) {
    (void)name, (void)system, (void)public, (void)internal;
    refuse(data, CEXPAT_DOCTYPE);
}

cexpat_parser *cexpat_open(const char *names, int32_t count, int32_t depth, size_t token) {
    if (count > 128) return NULL;
    cexpat_parser *parser = calloc(1, sizeof *parser);
    if (parser == NULL) return NULL;
    size_t length = 0;
    for (int32_t i = 0; i < count; i++) length += strlen(names + length) + 1;
    parser->names = malloc(length + 1);
    parser->open = malloc((size_t)(depth + 1) * sizeof *parser->open);
    parser->expat = XML_ParserCreate(NULL);
    if (parser->names == NULL || parser->open == NULL || parser->expat == NULL) {
        cexpat_close(parser);
        return NULL;
    }
    memcpy(parser->names, names, length);
    for (int i = 0; i < BUCKETS; i++) parser->first[i] = -1;
    const char *name = parser->names;
    for (int32_t i = 0; i < count; i++) {
        size_t size = strlen(name);
        unsigned home = size == 0 ? 0 : bucket(name, size);
        parser->name[i] = name;
        parser->next[i] = parser->first[home];
        parser->first[home] = (int16_t)i;
        name += size + 1;
    }
    parser->depth_limit = depth;
    parser->token_limit = token;
    XML_SetUserData(parser->expat, parser);
    XML_SetElementHandler(parser->expat, start_element, end_element);
    XML_SetCharacterDataHandler(parser->expat, text);
    XML_SetDefaultHandler(parser->expat, other);
    XML_SetStartDoctypeDeclHandler(parser->expat, doctype);
    return parser;
}

void cexpat_close(cexpat_parser *parser) {
    if (parser == NULL) return;
    if (parser->expat != NULL) XML_ParserFree(parser->expat);
    free(parser->names);
    free(parser->open);
    free(parser->events);
    free(parser->bytes);
    free(parser);
}

int32_t cexpat_parse(cexpat_parser *parser, const uint8_t *bytes, size_t length, bool last) {
    if (parser->refusal != CEXPAT_OK) return parser->refusal;
    parser->event_count = 0;
    parser->byte_count = 0;
    if (length > 1u << 30) return parser->refusal = CEXPAT_TOKEN_TOO_LONG;
    parser->silent += length;
    enum XML_Status status = XML_Parse(parser->expat, (const char *)bytes, (int)length, last);
    if (parser->refusal == CEXPAT_OK) {
        if (status != XML_STATUS_OK) {
            parser->refusal = XML_GetErrorCode(parser->expat) == XML_ERROR_NO_MEMORY
                                  ? CEXPAT_NO_MEMORY
                                  : CEXPAT_MALFORMED;
        } else if (parser->silent > parser->token_limit) {
            parser->refusal = CEXPAT_TOKEN_TOO_LONG;
        }
    }
    return parser->refusal;
}

const cexpat_event *cexpat_events(const cexpat_parser *parser, size_t *count) {
    *count = parser->event_count;
    return parser->events;
}

const uint8_t *cexpat_bytes(const cexpat_parser *parser, size_t *count) {
    *count = parser->byte_count;
    return parser->bytes;
}

const char *cexpat_reason(const cexpat_parser *parser) {
    return XML_ErrorString(XML_GetErrorCode(parser->expat));
}

size_t cexpat_line(const cexpat_parser *parser) {
    return (size_t)XML_GetCurrentLineNumber(parser->expat);
}
