package scene

import (
	"bytes"
	"fmt"
	"io/fs"

	"github.com/go-text/typesetting/font"
	"golang.org/x/text/width"

	"timeslice/assets"
)

// Face is how letters look.
type Face uint8

// The faces. Each is a pair: one font for Latin letters, one for Chinese.
const (
	Sans Face = iota
	Bold
	Mono // every character is one column wide, Chinese exactly two
	MonoBold
	faces
)

var faceNames = [...]string{"sans", "bold", "mono", "monobold"}

func (f Face) String() string { return faceNames[f] }

// mono reports whether the face is set in columns.
func (f Face) mono() bool { return f == Mono || f == MonoBold }

// Style is a face at a size in points.
type Style struct {
	Face Face
	Size float64
	// han says that the text is a part of one that has Chinese in it, so that its
	// quotation marks and dashes are Chinese ones even where it has none itself.
	han bool
}

// within is the style for parts of a text.
func (s Style) within(text string) Style {
	s.han = s.han || !s.Face.mono() && hasHan(text)
	return s
}

// The extent of a line of text above and below its baseline, as parts of its
// size: room for accents and for the lower edge of Chinese characters.
const (
	ascent  = 0.88
	descent = 0.22
	// middle is how far above the baseline the middle of capitals and of Chinese
	// characters is: text is centred on it.
	middle = 0.37
)

// Height is the height of a line of text without space between lines.
func (s Style) Height() float64 { return (ascent + descent) * s.Size }

// File names one of the font files.
type File uint8

// The font files.
const (
	interRegular File = iota
	interSemiBold
	jetbrainsRegular
	jetbrainsBold
	notoRegular
	notoBold
	files
)

var fileNames = [files]string{
	"Inter-Regular.ttf", "Inter-SemiBold.ttf",
	"JetBrainsMono-Regular.ttf", "JetBrainsMono-Bold.ttf",
	"NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf",
}

// latinFile and hanFile are the two fonts of each face.
var (
	latinFile = [faces]File{interRegular, interSemiBold, jetbrainsRegular, jetbrainsBold}
	hanFile   = [faces]File{notoRegular, notoBold, notoRegular, notoBold}
)

// em is the unit of advances: parts of the text's size.
const em = 1 << 16

// columnAdvance is the width of one column of the mono faces, and monoHan how
// large Chinese characters are drawn in two of them.
const (
	columnAdvance = em * 6 / 10
	monoHan       = 1.1
)

// sign is one character of a font: its number there and its advance.
type sign struct {
	id      uint16
	known   bool
	advance int32 // in em
	shift   int32 // how far it is moved to stand in the middle of its square, in em
}

// typeface is a font file, read for measuring.
type typeface struct {
	font *font.Font
	// pages are the signs by code point, 256 a page, nil where the font has none.
	// No embedded font reaches beyond the first 65,536 code points.
	pages [256]*[256]sign
	none  sign // the hollow box for what the font lacks
}

// Fonts are the embedded fonts, read once and never changed: they may be used
// by several goroutines.
type Fonts struct {
	files [files]typeface
}

// NewFonts reads the embedded fonts. They are part of the program, so a font
// that cannot be read is a fault of the build.
func NewFonts() *Fonts {
	f := &Fonts{}
	for i, name := range fileNames {
		data, err := fs.ReadFile(assets.Fonts(), name)
		if err != nil {
			panic("scene: " + err.Error())
		}
		if err := f.files[i].read(data); err != nil {
			panic(fmt.Sprintf("scene: assets/fonts/%s cannot be read: %v", name, err))
		}
	}
	return f
}

func (t *typeface) read(data []byte) error {
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return err
	}
	t.font = face.Font
	unit := int32(face.Upem())
	measure := func(id font.GID) int32 { return int32(face.HorizontalAdvance(id)) * em / unit }
	for all := face.Cmap.Iter(); all.Next(); {
		r, id := all.Char()
		page := &t.pages[r>>8]
		if *page == nil {
			*page = new([256]sign)
		}
		(*page)[r&0xff] = sign{id: uint16(id), known: true, advance: measure(id)}
	}
	t.none = sign{id: 0, advance: measure(0)}
	return nil
}

func (t *typeface) sign(r rune) sign {
	if r >= 0 && r>>8 < rune(len(t.pages)) {
		if page := t.pages[r>>8]; page != nil {
			return page[r&0xff]
		}
	}
	return sign{}
}

// Font is a font file, for reading outlines. A font is shared; make a
// font.Face of your own.
func (f *Fonts) Font(file File) *font.Font { return f.files[file].font }

// Files is how many font files there are.
func (f *Fonts) Files() int { return int(files) }

// Has reports whether the face has a picture of the character.
func (f *Fonts) Has(face Face, r rune) bool {
	return r < ' ' || invisible(r) || f.files[latinFile[face]].sign(r).known || f.files[hanFile[face]].sign(r).known
}

// Missing lists the characters of a text, each once, that the face has no
// picture of.
func (f *Fonts) Missing(face Face, text string) []rune {
	var missing []rune
	for _, r := range text {
		if !f.Has(face, r) && !contains(missing, r) {
			missing = append(missing, r)
		}
	}
	return missing
}

func contains(runes []rune, r rune) bool {
	for _, one := range runes {
		if one == r {
			return true
		}
	}
	return false
}

// wide reports whether a character that no font has takes two columns.
func wide(r rune) bool {
	kind := width.LookupRune(r).Kind()
	return kind == width.EastAsianWide || kind == width.EastAsianFullwidth || r >= 0x1f000
}
