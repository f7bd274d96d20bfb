/* The sample cards by hand: what Cairo, Pango and libdeflate cost when nothing stands between them and the cards.

     limit png|pdf DECK OUTPUT [LEVEL]

   reads DECK/lines/<language>.tsv and the pictures in DECK/pictures, and writes OUTPUT/<language>/<number>.png or
   OUTPUT/<language>.pdf. One worker. The photograph is decoded and scaled once; in documents its JPEG is kept as it is.
   The layout is this program's own: it knows nothing of specs, languages, fitting, tags or conformance. */

#include <cairo-pdf.h>
#include <libdeflate.h>
#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>
#include <qrencode.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

enum { WIDTH = 1200, HEIGHT = 630, FIELDS = 6, CODE_FIELD = 5, TEXTS = 5 };

typedef struct { double x, y, width, height; } Box;
typedef struct { double x, y, width, size, line; PangoWeight weight; uint32_t color; } TextStyle;

static const Box PHOTO = {640, 0, 560, 630}, LOGO = {56, 52, 44, 44}, RULE = {56, 504, 528, 1}, CODE = {488, 520, 96, 96};
static const uint32_t GROUND = 0xF6F3EA, INK = 0x16302C, RULE_COLOR = 0xC9C2AE;
static const TextStyle STYLES[TEXTS] = {
  {114, 62, 470, 20, 24, PANGO_WEIGHT_SEMIBOLD, 0x1F5A52},
  {56, 128, 528, 46, 54, PANGO_WEIGHT_BOLD, 0x16302C},
  {56, 312, 528, 20, 29, PANGO_WEIGHT_NORMAL, 0x2B3B39},
  {56, 520, 410, 15, 21, PANGO_WEIGHT_NORMAL, 0x5B6662},
  {56, 590, 410, 15, 21, PANGO_WEIGHT_SEMIBOLD, 0x5B6662},
};

static void fail(const char *what) {
  fprintf(stderr, "limit: %s failed\n", what);
  exit(1);
}

static void *checked(void *pointer, const char *what) {
  if (!pointer) fail(what);
  return pointer;
}

static void check_cairo(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS) fail(cairo_status_to_string(status));
}

static char *path_of(const char *folder, const char *name) {
  return g_build_filename(folder, name, NULL);
}

static void write_file(const char *path, const void *bytes, size_t count) {
  FILE *file = checked(fopen(path, "wb"), path);
  if (fwrite(bytes, 1, count, file) != count || fclose(file) != 0) fail(path);
}

/* MARK: What all cards share */

typedef struct {
  gchar *jpeg;
  gsize jpeg_length;
  cairo_surface_t *photo; /* in full size */
  cairo_surface_t *scaled; /* of the size in which pictures show it */
  RsvgHandle *logo;
} Shared;

/* Documents take the JPEG as it is: for them the surface is of the picture's size, and its pixels are never looked at. */
static cairo_surface_t *photo_surface(const Shared *shared, bool is_decoded) {
  tjhandle reader = checked(tjInitDecompress(), "tjInitDecompress");
  int width, height, sampling, space;
  const unsigned char *bytes = (const unsigned char *)shared->jpeg;
  if (tjDecompressHeader3(reader, bytes, shared->jpeg_length, &width, &height, &sampling, &space)) fail("JPEG header");
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  check_cairo(cairo_surface_status(surface));
  if (is_decoded) {
    int stride = cairo_image_surface_get_stride(surface);
    unsigned char *pixels = cairo_image_surface_get_data(surface);
    if (tjDecompress2(reader, bytes, shared->jpeg_length, pixels, width, stride, height, TJPF_BGRX, 0)) fail("JPEG");
    cairo_surface_mark_dirty(surface);
  }
  tjDestroy(reader);
  return surface;
}

/* Paints the whole photograph so that it covers its box, in the middle. */
static void paint_covering(cairo_t *cairo, cairo_surface_t *photo, Box box) {
  double width = cairo_image_surface_get_width(photo), height = cairo_image_surface_get_height(photo);
  double scale = MAX(box.width / width, box.height / height);
  cairo_save(cairo);
  cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
  cairo_clip(cairo);
  cairo_translate(cairo, box.x + (box.width - width * scale) / 2, box.y + (box.height - height * scale) / 2);
  cairo_scale(cairo, scale, scale);
  cairo_set_source_surface(cairo, photo, 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BEST);
  cairo_rectangle(cairo, 0, 0, width, height);
  cairo_fill(cairo);
  cairo_restore(cairo);
}

static Shared load(const char *deck, bool is_picture) {
  Shared shared = {0};
  char *photo = path_of(deck, "pictures/photo.jpg"), *logo = path_of(deck, "pictures/logo.svg");
  if (!g_file_get_contents(photo, &shared.jpeg, &shared.jpeg_length, NULL)) fail(photo);
  shared.logo = checked(rsvg_handle_new_from_file(logo, NULL), logo);
  shared.photo = photo_surface(&shared, is_picture);
  if (is_picture) {
    shared.scaled = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)PHOTO.width, (int)PHOTO.height);
    cairo_t *cairo = cairo_create(shared.scaled);
    paint_covering(cairo, shared.photo, (Box){0, 0, PHOTO.width, PHOTO.height});
    check_cairo(cairo_status(cairo));
    cairo_destroy(cairo);
  } else {
    static const unsigned char name[] = "photo";
    check_cairo(cairo_surface_set_mime_data(
      shared.photo, CAIRO_MIME_TYPE_JPEG, (unsigned char *)shared.jpeg, shared.jpeg_length, NULL, NULL));
    check_cairo(cairo_surface_set_mime_data(
      shared.photo, CAIRO_MIME_TYPE_UNIQUE_ID, (unsigned char *)name, sizeof name - 1, NULL, NULL));
  }
  g_free(photo);
  g_free(logo);
  return shared;
}

/* MARK: Drawing */

static void set_color(cairo_t *cairo, uint32_t color) {
  cairo_set_source_rgb(cairo, (color >> 16 & 255) / 255.0, (color >> 8 & 255) / 255.0, (color & 255) / 255.0);
}

static void fill_box(cairo_t *cairo, Box box, uint32_t color) {
  set_color(cairo, color);
  cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
  cairo_fill(cairo);
}

static void draw_logo(cairo_t *cairo, const Shared *shared) {
  RsvgRectangle place = {LOGO.x, LOGO.y, LOGO.width, LOGO.height};
  if (!rsvg_handle_render_document(shared->logo, cairo, &place, NULL)) fail("logo");
}

static void draw_code(cairo_t *cairo, const char *link) {
  QRcode *code = checked(QRcode_encodeString(link, 0, QR_ECLEVEL_M, QR_MODE_8, 1), "QR code");
  double module = CODE.width / code->width;
  set_color(cairo, INK);
  for (int y = 0; y < code->width; y++) {
    for (int x = 0; x < code->width;) {
      int start = x;
      while (x < code->width && code->data[y * code->width + x] & 1) x++;
      if (x > start) cairo_rectangle(cairo, CODE.x + start * module, CODE.y + y * module, (x - start) * module, module);
      else x++;
    }
  }
  cairo_fill(cairo);
  QRcode_free(code);
}

/* Lines stand as CSS puts them: the baseline in the middle of what ascent and descent leave of the line's height. */
static void draw_text(cairo_t *cairo, PangoLayout *layout, const TextStyle *style, const char *text) {
  pango_layout_set_text(layout, text, -1);
  set_color(cairo, style->color);
  for (int index = 0; index < pango_layout_get_line_count(layout); index++) {
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, index);
    PangoRectangle extents;
    pango_layout_line_get_extents(line, NULL, &extents);
    double ascent = -extents.y / (double)PANGO_SCALE, height = extents.height / (double)PANGO_SCALE;
    cairo_move_to(cairo, style->x, style->y + index * style->line + (style->line - height) / 2 + ascent);
    pango_cairo_show_layout_line(cairo, line);
  }
}

static PangoLayout *new_layout(PangoContext *context, const TextStyle *style) {
  PangoLayout *layout = pango_layout_new(context);
  PangoFontDescription *font = pango_font_description_new();
  pango_font_description_set_family(font, "Inter");
  pango_font_description_set_weight(font, style->weight);
  pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  pango_layout_set_width(layout, (int)(style->width * PANGO_SCALE));
  pango_font_description_free(font);
  return layout;
}

static void draw_card(cairo_t *cairo, PangoLayout *layouts[TEXTS], const Shared *shared, char **fields) {
  fill_box(cairo, (Box){0, 0, WIDTH, HEIGHT}, GROUND);
  if (shared->scaled) {
    cairo_set_source_surface(cairo, shared->scaled, PHOTO.x, PHOTO.y);
    cairo_rectangle(cairo, PHOTO.x, PHOTO.y, PHOTO.width, PHOTO.height);
    cairo_fill(cairo);
  } else {
    paint_covering(cairo, shared->photo, PHOTO);
  }
  draw_logo(cairo, shared);
  fill_box(cairo, RULE, RULE_COLOR);
  draw_code(cairo, fields[CODE_FIELD]);
  for (int index = 0; index < TEXTS; index++) draw_text(cairo, layouts[index], &STYLES[index], fields[index]);
}

/* MARK: PNG */

typedef struct {
  struct libdeflate_compressor *deflate;
  uint8_t *current, *above, *trial, *rows, *stream;
  size_t bound;
} Encoder;

enum { BYTES = WIDTH * 3, PAD = 16 };

static Encoder new_encoder(int level) {
  Encoder encoder = {.deflate = checked(libdeflate_alloc_compressor(level), "libdeflate")};
  encoder.current = checked(calloc(1, BYTES + PAD), "memory");
  encoder.above = checked(calloc(1, BYTES + PAD), "memory");
  encoder.trial = checked(malloc(5 * BYTES), "memory");
  encoder.rows = checked(malloc((size_t)HEIGHT * (BYTES + 1)), "memory");
  encoder.bound = libdeflate_zlib_compress_bound(encoder.deflate, (size_t)HEIGHT * (BYTES + 1));
  encoder.stream = checked(malloc(encoder.bound), "memory");
  return encoder;
}

static inline uint8_t paeth(int a, int b, int c) {
  int pa = abs(b - c), pb = abs(a - c), pc = abs(a + b - 2 * c);
  int second = pb <= pc ? b : c;
  return (uint8_t)(pa <= pb && pa <= pc ? a : second);
}

static unsigned magnitude(const uint8_t *restrict bytes) {
  unsigned sum = 0;
  for (int i = 0; i < BYTES; i++) sum += (unsigned)abs((int8_t)bytes[i]);
  return sum;
}

/* The five filters of PNG, and of them the one with the least sum of absolute differences. Rows begin after PAD zeros. */
static void filter_row(Encoder *encoder, uint8_t *restrict output) {
  const uint8_t *restrict x = encoder->current + PAD, *restrict b = encoder->above + PAD;
  const uint8_t *restrict a = x - 3, *restrict c = b - 3;
  uint8_t *restrict trial = encoder->trial;
  memcpy(trial, x, BYTES);
  for (int i = 0; i < BYTES; i++) trial[BYTES + i] = (uint8_t)(x[i] - a[i]);
  for (int i = 0; i < BYTES; i++) trial[2 * BYTES + i] = (uint8_t)(x[i] - b[i]);
  for (int i = 0; i < BYTES; i++) trial[3 * BYTES + i] = (uint8_t)(x[i] - ((a[i] + b[i]) >> 1));
  for (int i = 0; i < BYTES; i++) trial[4 * BYTES + i] = (uint8_t)(x[i] - paeth(a[i], b[i], c[i]));
  int best = 0;
  unsigned least = magnitude(trial);
  for (int filter = 1; filter < 5; filter++) {
    unsigned sum = magnitude(trial + filter * BYTES);
    if (sum < least) { least = sum; best = filter; }
  }
  output[0] = (uint8_t)best;
  memcpy(output + 1, trial + best * BYTES, BYTES);
}

static void pack_row(const uint32_t *restrict pixels, uint8_t *restrict row) {
  for (int x = 0; x < WIDTH; x++) {
    uint32_t pixel = pixels[x];
    row[3 * x] = (uint8_t)(pixel >> 16);
    row[3 * x + 1] = (uint8_t)(pixel >> 8);
    row[3 * x + 2] = (uint8_t)pixel;
  }
}

static size_t chunk(uint8_t *target, const char *type, const void *data, uint32_t count) {
  uint32_t length = GUINT32_TO_BE(count);
  memcpy(target, &length, 4);
  memcpy(target + 4, type, 4);
  if (count) memcpy(target + 8, data, count);
  uint32_t sum = GUINT32_TO_BE(libdeflate_crc32(0, target + 4, count + 4));
  memcpy(target + 8 + count, &sum, 4);
  return 12 + (size_t)count;
}

static void write_png(Encoder *encoder, cairo_surface_t *surface, const char *path) {
  cairo_surface_flush(surface);
  const uint8_t *pixels = cairo_image_surface_get_data(surface);
  int stride = cairo_image_surface_get_stride(surface);
  memset(encoder->above, 0, BYTES + PAD);
  for (int y = 0; y < HEIGHT; y++) {
    pack_row((const uint32_t *)(const void *)(pixels + (size_t)y * stride), encoder->current + PAD);
    filter_row(encoder, encoder->rows + (size_t)y * (BYTES + 1));
    uint8_t *swap = encoder->above;
    encoder->above = encoder->current;
    encoder->current = swap;
  }
  size_t count = libdeflate_zlib_compress(
    encoder->deflate, encoder->rows, (size_t)HEIGHT * (BYTES + 1), encoder->stream, encoder->bound);
  if (!count) fail("libdeflate_zlib_compress");
  static const uint8_t signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  const uint8_t header[13] = {0, 0, WIDTH >> 8, WIDTH & 255, 0, 0, HEIGHT >> 8, HEIGHT & 255, 8, 2, 0, 0, 0};
  uint8_t *file = checked(malloc(count + 128), "memory");
  memcpy(file, signature, 8);
  size_t end = 8;
  end += chunk(file + end, "IHDR", header, sizeof header);
  end += chunk(file + end, "sRGB", "", 1);
  end += chunk(file + end, "IDAT", encoder->stream, (uint32_t)count);
  end += chunk(file + end, "IEND", NULL, 0);
  write_file(path, file, end);
  free(file);
}

/* MARK: The run */

typedef struct {
  cairo_surface_t *surface;
  cairo_t *cairo;
  PangoContext *context;
  PangoLayout *layouts[TEXTS];
} Canvas;

static Canvas new_canvas(cairo_surface_t *surface, PangoFontMap *fonts, const char *language) {
  Canvas canvas = {.surface = surface, .cairo = cairo_create(surface)};
  check_cairo(cairo_status(canvas.cairo));
  canvas.context = pango_font_map_create_context(fonts);
  pango_cairo_update_context(canvas.cairo, canvas.context);
  pango_context_set_language(canvas.context, pango_language_from_string(language));
  pango_context_set_round_glyph_positions(canvas.context, FALSE);
  for (int index = 0; index < TEXTS; index++) canvas.layouts[index] = new_layout(canvas.context, &STYLES[index]);
  return canvas;
}

static void free_canvas(Canvas *canvas) {
  for (int index = 0; index < TEXTS; index++) g_object_unref(canvas->layouts[index]);
  g_object_unref(canvas->context);
  check_cairo(cairo_status(canvas->cairo));
  cairo_destroy(canvas->cairo);
  cairo_surface_finish(canvas->surface);
  check_cairo(cairo_surface_status(canvas->surface));
  cairo_surface_destroy(canvas->surface);
}

static void make_pictures(Canvas *canvas, const Shared *shared, Encoder *encoder, char **lines, const char *folder) {
  if (g_mkdir_with_parents(folder, 0777)) fail(folder);
  for (int index = 0; lines[index] && *lines[index]; index++) {
    char **fields = g_strsplit(lines[index], "\t", FIELDS);
    draw_card(canvas->cairo, canvas->layouts, shared, fields);
    char *path = g_strdup_printf("%s/%05d.png", folder, index + 1);
    write_png(encoder, canvas->surface, path);
    g_free(path);
    g_strfreev(fields);
  }
}

static void make_document(Canvas *canvas, const Shared *shared, char **lines) {
  cairo_scale(canvas->cairo, 0.75, 0.75);
  for (int index = 0; lines[index] && *lines[index]; index++) {
    char **fields = g_strsplit(lines[index], "\t", FIELDS);
    draw_card(canvas->cairo, canvas->layouts, shared, fields);
    cairo_show_page(canvas->cairo);
    g_strfreev(fields);
  }
}

int main(int count, char **arguments) {
  if (count < 4) {
    fprintf(stderr, "usage: limit png|pdf DECK OUTPUT [LEVEL]\n");
    return 64;
  }
  bool is_picture = strcmp(arguments[1], "png") == 0;
  const char *deck = arguments[2], *output = arguments[3];
  Shared shared = load(deck, is_picture);
  Encoder encoder = is_picture ? new_encoder(count > 4 ? atoi(arguments[4]) : 6) : (Encoder){0};
  PangoFontMap *fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  static const char *languages[] = {"en", "es", "fr"};
  for (int index = 0; index < 3; index++) {
    char *source = g_strdup_printf("%s/lines/%s.tsv", deck, languages[index]), *text;
    if (!g_file_get_contents(source, &text, NULL, NULL)) fail(source);
    char **lines = g_strsplit(text, "\n", -1);
    if (is_picture) {
      char *folder = path_of(output, languages[index]);
      Canvas canvas = new_canvas(cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT), fonts, languages[index]);
      make_pictures(&canvas, &shared, &encoder, lines, folder);
      free_canvas(&canvas);
      g_free(folder);
    } else {
      char *path = g_strdup_printf("%s/%s.pdf", output, languages[index]);
      cairo_surface_t *surface = cairo_pdf_surface_create(path, WIDTH * 0.75, HEIGHT * 0.75);
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, "Sample sheets");
      Canvas canvas = new_canvas(surface, fonts, languages[index]);
      make_document(&canvas, &shared, lines);
      free_canvas(&canvas);
      g_free(path);
    }
    g_strfreev(lines);
    g_free(text);
    g_free(source);
  }
  return 0;
}
