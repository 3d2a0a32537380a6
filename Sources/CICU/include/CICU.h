// The part of ICU's C API that Renkei Search uses, behind plain C types.
//
// No ICU header is included here: Foundation on Linux carries a second ICU whose types clash with
// the system's when one program imports both. A `status` is ICU's UErrorCode: > 0 is a failure.

#ifndef RENKEI_CICU_H
#define RENKEI_CICU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// ICU's version ("72.1") and its Unicode version ("15.0"), NUL-terminated, for the life of the process.
const char *cicu_version(void);
const char *cicu_unicode_version(void);

/// The name of a status code, such as "U_BUFFER_OVERFLOW_ERROR".
const char *cicu_error_name(int32_t status);

// MARK: Normalisation (NFKC_Casefold)

/// The entries of a page: the low 21 bits hold the one scalar that a scalar normalises to.
#define CICU_PAGE_SIZE 256
/// The scalar normalises to nothing (default ignorables).
#define CICU_REMOVED 0x80000000u
/// The scalar normalises to more than one scalar: ask `cicu_nfkc_casefold`.
#define CICU_EXPANDS 0x40000000u
/// The scalar may combine with the preceding one.
#define CICU_COMBINES 0x20000000u

/// Fills `entries` for the scalars `page * 256 ... page * 256 + 255`.
void cicu_nfkc_casefold_page(uint32_t page, uint32_t *entries, int32_t *status);

/// NFKC_Casefold of UTF-16 text. Returns the length of the result, which is complete only if it is
/// at most `capacity`.
int32_t cicu_nfkc_casefold(const uint16_t *source, int32_t length, uint16_t *destination,
                           int32_t capacity, int32_t *status);

// MARK: Word boundaries

typedef struct cicu_word_breaker cicu_word_breaker;

/// A word break iterator of locale `ja`, which uses ICU's Japanese dictionary. NULL on failure.
cicu_word_breaker *cicu_word_breaker_open(int32_t *status);
void cicu_word_breaker_close(cicu_word_breaker *breaker);

/// Writes the boundaries (UTF-16 offsets; without 0, with `length`) of a text, at most
/// `capacity` of them. Returns their number.
int32_t cicu_word_boundaries(cicu_word_breaker *breaker, const uint16_t *text, int32_t length,
                             int32_t *boundaries, int32_t capacity, int32_t *status);

/// ICU's dictionary of Japanese words with their costs, and working memory. One task at a time.
typedef struct cicu_dictionary cicu_dictionary;

/// Opens the dictionary. NULL on failure.
cicu_dictionary *cicu_dictionary_open(int32_t *status);
void cicu_dictionary_close(cicu_dictionary *dictionary);

/// Makes the table for fast segmentation of long texts, which is otherwise made after some text. The
/// process owns it. Returns false on failure: too little memory, or too large a dictionary.
bool cicu_dictionary_prepare(cicu_dictionary *dictionary);

/// Splits a run of Japanese letters into the words with the least total cost, like ICU's break
/// iterator. Writes their starts, ascending and with `offset` added, to `starts`, which has room for
/// `length` of them. Returns their number, or -1 if memory is short.
int32_t cicu_dictionary_segment(cicu_dictionary *dictionary, const uint32_t *text, int32_t length,
                                uint32_t offset, uint32_t *starts);

/// Whether `text[start..<end]` is a word of the cheapest split of a text into words without the
/// longer words around it: 空港 in 花巻空港, but not 京都 in 東京都, which is split into 東京 and 都.
/// Returns false if memory is short.
bool cicu_dictionary_has_part(cicu_dictionary *dictionary, const uint32_t *text, int32_t length,
                              int32_t start, int32_t end);

/// Finds the words of the dictionary that have the UTF-16 units of a text in order and at most
/// `spare` more hiragana, each after a kanji or after another inserted one. The text begins
/// with a kanji. Inserted kana end in a kana of the rows i or e.
///
/// Writes each word as its length and its units, as many as fit; returns the number of written units.
int32_t cicu_dictionary_okurigana(cicu_dictionary *dictionary, const uint16_t *text, int32_t length,
                                  int32_t spare, uint16_t *words, int32_t capacity);

// MARK: Character properties

/// East_Asian_Width: 0 neutral, 1 ambiguous, 2 halfwidth, 3 fullwidth, 4 narrow, 5 wide.
int32_t cicu_east_asian_width(uint32_t scalar);
/// The General_Category in ICU's numbering.
int32_t cicu_general_category(uint32_t scalar);
/// Whether a scalar takes no cells: Extend, ZWJ and SpacingMark of Grapheme_Cluster_Break, and default ignorables.
bool cicu_is_zero_width(uint32_t scalar);
/// Whether a scalar has the White_Space property.
bool cicu_is_white_space(uint32_t scalar);

// MARK: Japanese calendar

/// The number of eras of ICU's Japanese calendar (including 235 kanji-named ones before Meiji).
int32_t cicu_japanese_era_count(int32_t *status);
/// Copies the name of an era (令和) as UTF-16; returns its length.
int32_t cicu_japanese_era_name(int32_t era, uint16_t *name, int32_t capacity, int32_t *status);
/// The Gregorian year of the first year of an era.
int32_t cicu_japanese_era_first_year(int32_t era, int32_t *status);

// MARK: Charsets

/// Copies the name of the most likely charset of some bytes; returns its length, 0 if unknown.
int32_t cicu_detect_charset(const uint8_t *bytes, int32_t length, char *name, int32_t capacity,
                            int32_t *confidence, int32_t *status);
/// Converts bytes of a charset to UTF-8. Invalid bytes become U+FFFD.
/// Returns the length of the result, which is complete only if it is at most `capacity`.
int32_t cicu_convert_to_utf8(const char *charset, const uint8_t *bytes, int32_t length,
                             uint8_t *destination, int32_t capacity, int32_t *status);

/// A streaming decoder of a charset. One task at a time.
typedef struct cicu_decoder cicu_decoder;

/// Opens a decoder. NULL on failure.
cicu_decoder *cicu_decoder_open(const char *charset, int32_t *status);
void cicu_decoder_close(cicu_decoder *decoder);

/// Decodes the next bytes to UTF-8. Invalid bytes become U+FFFD and are counted.
///
/// Writes the numbers of consumed and produced bytes. A character that is cut by the end of the bytes
/// is kept, unless it is the end of the text (`last`). If there is no more room, the rest comes with
/// the next call. Returns the number of inserted U+FFFD.
int32_t cicu_decode(cicu_decoder *decoder, const uint8_t *bytes, int32_t length, bool last,
                    int32_t *taken, uint8_t *destination, int32_t capacity, int32_t *given,
                    int32_t *status);

// MARK: Collation

/// Copies ICU's Japanese collation key of UTF-16 text; returns its length in bytes.
int32_t cicu_japanese_sort_key(const uint16_t *text, int32_t length, uint8_t *key,
                               int32_t capacity, int32_t *status);

#endif
