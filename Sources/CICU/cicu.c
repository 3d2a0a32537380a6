#include "CICU.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucol.h>
#include <unicode/ucsdet.h>
#include <unicode/udat.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/uversion.h>

static const char *japanese_calendar = "ja_JP@calendar=japanese";

const char *cicu_version(void) { return U_ICU_VERSION; }

const char *cicu_unicode_version(void) { return U_UNICODE_VERSION; }

const char *cicu_error_name(int32_t status) { return u_errorName((UErrorCode)status); }

// MARK: Normalisation

void cicu_nfkc_casefold_page(uint32_t page, uint32_t *entries, int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&error);
    *status = error;
    if (U_FAILURE(error)) return;
    for (uint32_t i = 0; i < CICU_PAGE_SIZE; i++) {
        UChar32 scalar = (UChar32)(page * CICU_PAGE_SIZE + i);
        uint32_t entry = (uint32_t)scalar;
        if (!unorm2_isInert(normalizer, scalar)) {
            UChar source[2], result[32];
            int32_t length = 0;
            U16_APPEND_UNSAFE(source, length, scalar);
            UErrorCode inner = U_ZERO_ERROR;
            int32_t n = unorm2_normalize(normalizer, source, length, result, 32, &inner);
            if (U_FAILURE(inner)) {
                entry = CICU_EXPANDS;
            } else if (n == 0) {
                entry = CICU_REMOVED;
            } else {
                UChar32 first;
                int32_t next = 0;
                U16_NEXT(result, next, n, first);
                entry = next == n ? (uint32_t)first : CICU_EXPANDS;
            }
            if (!unorm2_hasBoundaryBefore(normalizer, scalar)) entry |= CICU_COMBINES;
        }
        entries[i] = entry;
    }
}

int32_t cicu_nfkc_casefold(const uint16_t *source, int32_t length, uint16_t *destination,
                           int32_t capacity, int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&error);
    int32_t n = unorm2_normalize(normalizer, source, length, destination, capacity, &error);
    *status = error == U_BUFFER_OVERFLOW_ERROR ? U_ZERO_ERROR : error;
    return n;
}

// MARK: Word boundaries

struct cicu_word_breaker {
    UBreakIterator *iterator;
};

cicu_word_breaker *cicu_word_breaker_open(int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_WORD, "ja", NULL, 0, &error);
    *status = error;
    if (U_FAILURE(error)) return NULL;
    cicu_word_breaker *breaker = malloc(sizeof *breaker);
    if (breaker == NULL) {
        ubrk_close(iterator);
        *status = U_MEMORY_ALLOCATION_ERROR;
        return NULL;
    }
    breaker->iterator = iterator;
    return breaker;
}

void cicu_word_breaker_close(cicu_word_breaker *breaker) {
    if (breaker == NULL) return;
    ubrk_close(breaker->iterator);
    free(breaker);
}

int32_t cicu_word_boundaries(cicu_word_breaker *breaker, const uint16_t *text, int32_t length,
                             int32_t *boundaries, int32_t capacity, int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    ubrk_setText(breaker->iterator, text, length, &error);
    *status = error;
    if (U_FAILURE(error)) return 0;
    int32_t count = 0;
    for (int32_t p = ubrk_next(breaker->iterator); p != UBRK_DONE; p = ubrk_next(breaker->iterator)) {
        if (count < capacity) boundaries[count] = p;
        count++;
    }
    return count;
}

// MARK: Character properties

int32_t cicu_east_asian_width(uint32_t scalar) {
    return u_getIntPropertyValue((UChar32)scalar, UCHAR_EAST_ASIAN_WIDTH);
}

int32_t cicu_general_category(uint32_t scalar) { return u_charType((UChar32)scalar); }

bool cicu_is_zero_width(uint32_t scalar) {
    UChar32 c = (UChar32)scalar;
    int32_t cluster = u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK);
    return cluster == U_GCB_EXTEND || cluster == U_GCB_ZWJ || cluster == U_GCB_SPACING_MARK ||
           u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool cicu_is_white_space(uint32_t scalar) { return u_isUWhiteSpace((UChar32)scalar); }

// MARK: Japanese calendar

int32_t cicu_japanese_era_count(int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_NONE, UDAT_FULL, japanese_calendar, NULL, 0, NULL, 0, &error);
    int32_t count = U_FAILURE(error) ? 0 : udat_countSymbols(format, UDAT_ERAS);
    if (format != NULL) udat_close(format);
    *status = error;
    return count;
}

int32_t cicu_japanese_era_name(int32_t era, uint16_t *name, int32_t capacity, int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_NONE, UDAT_FULL, japanese_calendar, NULL, 0, NULL, 0, &error);
    int32_t length = 0;
    if (U_SUCCESS(error)) length = udat_getSymbols(format, UDAT_ERAS, era, name, capacity, &error);
    if (format != NULL) udat_close(format);
    *status = error;
    return length;
}

int32_t cicu_japanese_era_first_year(int32_t era, int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    static const UChar zone[] = {'A', 's', 'i', 'a', '/', 'T', 'o', 'k', 'y', 'o'};
    UCalendar *calendar = ucal_open(zone, 10, japanese_calendar, UCAL_TRADITIONAL, &error);
    int32_t year = 0;
    if (U_SUCCESS(error)) {
        // The last day of the first year lies in the era whatever day the era began on.
        ucal_clear(calendar);
        ucal_set(calendar, UCAL_ERA, era);
        ucal_set(calendar, UCAL_YEAR, 1);
        ucal_set(calendar, UCAL_MONTH, UCAL_DECEMBER);
        ucal_set(calendar, UCAL_DATE, 31);
        year = ucal_get(calendar, UCAL_EXTENDED_YEAR, &error);
    }
    if (calendar != NULL) ucal_close(calendar);
    *status = error;
    return year;
}

// MARK: Charsets

int32_t cicu_detect_charset(const uint8_t *bytes, int32_t length, char *name, int32_t capacity,
                            int32_t *confidence, int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t n = 0;
    UCharsetDetector *detector = ucsdet_open(&error);
    ucsdet_setText(detector, (const char *)bytes, length, &error);
    const UCharsetMatch *match = U_SUCCESS(error) ? ucsdet_detect(detector, &error) : NULL;
    if (match != NULL && U_SUCCESS(error)) {
        const char *found = ucsdet_getName(match, &error);
        *confidence = ucsdet_getConfidence(match, &error);
        if (U_SUCCESS(error) && found != NULL) {
            n = (int32_t)strlen(found);
            if (n < capacity) memcpy(name, found, (size_t)n + 1);
        }
    }
    if (detector != NULL) ucsdet_close(detector);
    *status = error;
    return n;
}

// ICU's own callback makes U+001A of a single byte without a meaning.
static void replace_unknown(const void *context, UConverterToUnicodeArgs *arguments,
                            const char *units, int32_t length, UConverterCallbackReason reason,
                            UErrorCode *error) {
    (void)context, (void)units, (void)length;
    if (reason > UCNV_IRREGULAR) return;
    static const UChar replacement = 0xFFFD;
    *error = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, error);
}

int32_t cicu_convert_to_utf8(const char *charset, const uint8_t *bytes, int32_t length,
                             uint8_t *destination, int32_t capacity, int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter *from = ucnv_open(charset, &error);
    UConverter *to = ucnv_open("UTF-8", &error);
    ucnv_setToUCallBack(from, replace_unknown, NULL, NULL, NULL, &error);
    UChar pivot[1024], *pivot_source = pivot, *pivot_target = pivot;
    const char *source = (const char *)bytes, *end = source + length;
    char scratch[1024], *first = (char *)destination, *target = first, *limit = first + capacity;
    int32_t n = 0;
    for (bool reset = true;; reset = false) {
        ucnv_convertEx(to, from, &target, limit, &source, end, pivot, &pivot_source, &pivot_target,
                       pivot + 1024, reset, true, &error);
        n += (int32_t)(target - first);
        if (error != U_BUFFER_OVERFLOW_ERROR) break;
        // What does not fit is only counted.
        error = U_ZERO_ERROR;
        first = target = scratch;
        limit = scratch + sizeof scratch;
    }
    if (from != NULL) ucnv_close(from);
    if (to != NULL) ucnv_close(to);
    *status = error;
    return n;
}

struct cicu_decoder {
    UConverter *from, *to;
    UChar pivot[4096], *pivot_source, *pivot_target;
    int32_t unknown;
    bool reset;
};

static void count_unknown(const void *context, UConverterToUnicodeArgs *arguments,
                          const char *units, int32_t length, UConverterCallbackReason reason,
                          UErrorCode *error) {
    if (reason <= UCNV_IRREGULAR) ((cicu_decoder *)context)->unknown++;
    replace_unknown(NULL, arguments, units, length, reason, error);
}

cicu_decoder *cicu_decoder_open(const char *charset, int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    cicu_decoder *decoder = calloc(1, sizeof *decoder);
    if (decoder == NULL) {
        *status = U_MEMORY_ALLOCATION_ERROR;
        return NULL;
    }
    decoder->from = ucnv_open(charset, &error);
    decoder->to = ucnv_open("UTF-8", &error);
    ucnv_setToUCallBack(decoder->from, count_unknown, decoder, NULL, NULL, &error);
    decoder->pivot_source = decoder->pivot_target = decoder->pivot;
    decoder->reset = true;
    *status = error;
    if (U_SUCCESS(error)) return decoder;
    cicu_decoder_close(decoder);
    return NULL;
}

void cicu_decoder_close(cicu_decoder *decoder) {
    if (decoder == NULL) return;
    if (decoder->from != NULL) ucnv_close(decoder->from);
    if (decoder->to != NULL) ucnv_close(decoder->to);
    free(decoder);
}

int32_t cicu_decode(cicu_decoder *decoder, const uint8_t *bytes, int32_t length, bool last,
                    int32_t *taken, uint8_t *destination, int32_t capacity, int32_t *given,
                    int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    const char *source = (const char *)bytes;
    char *target = (char *)destination;
    decoder->unknown = 0;
    ucnv_convertEx(decoder->to, decoder->from, &target, target + capacity, &source,
                   source + length, decoder->pivot, &decoder->pivot_source,
                   &decoder->pivot_target, decoder->pivot + 4096, decoder->reset, last, &error);
    decoder->reset = false;
    *taken = (int32_t)(source - (const char *)bytes);
    *given = (int32_t)(target - (char *)destination);
    *status = error == U_BUFFER_OVERFLOW_ERROR ? U_ZERO_ERROR : error;
    return decoder->unknown;
}

// MARK: Collation

int32_t cicu_japanese_sort_key(const uint16_t *text, int32_t length, uint8_t *key,
                               int32_t capacity, int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    UCollator *collator = ucol_open("ja", &error);
    int32_t n = 0;
    if (U_SUCCESS(error)) n = ucol_getSortKey(collator, text, length, key, capacity);
    if (collator != NULL) ucol_close(collator);
    *status = error;
    return n;
}
