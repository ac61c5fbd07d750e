package words

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"timeslice/assets"
)

// forms is a text by plural form; a text without forms has only "other".
type forms map[string]string

// catalogue is every text of a language, by id, and the file it stands in.
type catalogue struct {
	texts map[string]forms
	file  map[string]string
}

// read reads a language's message files without go-i18n, so that a slip in
// them is seen rather than forgiven.
func read(t *testing.T, l Language) catalogue {
	c := catalogue{texts: map[string]forms{}, file: map[string]string{}}
	names, err := fs.Glob(assets.Text(), "*."+string(l)+".json")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		source, err := fs.ReadFile(assets.Text(), name)
		require.NoError(t, err)
		var entries map[string]any
		require.NoError(t, json.Unmarshal(source, &entries), name)
		for id, entry := range entries {
			require.NotContains(t, c.texts, id, "%s: the id stands in %s too", name, c.file[id])
			c.texts[id], c.file[id] = readForms(t, name, id, entry), name
			subject, _, _ := strings.Cut(id, ".")
			require.Regexp(t, "^"+subject+"[-.]", name, "%s stands in a file of another subject, where it is not looked for", id)
		}
	}
	return c
}

func readForms(t *testing.T, file, id string, entry any) forms {
	if text, plain := entry.(string); plain {
		return forms{"other": text}
	}
	entries, nested := entry.(map[string]any)
	require.True(t, nested, "%s: %s is neither a text nor its plural forms", file, id)
	texts := forms{}
	for form, text := range entries {
		require.Contains(t, []string{"one", "other"}, form, "%s: %s", file, id)
		texts[form] = text.(string)
	}
	require.Contains(t, texts, "other", "%s: %s", file, id)
	return texts
}

var placePattern = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

// places lists the places of a text, in alphabetical order, each once.
func (f forms) places() []string {
	var found []string
	for _, text := range f {
		for _, match := range placePattern.FindAllStringSubmatch(text, -1) {
			found = append(found, match[1])
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func TestLanguagesHaveTheSameTexts(t *testing.T) {
	english, chinese := read(t, English), read(t, Chinese)
	for id, texts := range english.texts {
		require.Contains(t, chinese.texts, id, "%s has no Chinese twin", english.file[id])
		require.Equal(t, texts.places(), chinese.texts[id].places(), "places of %s", id)
		require.Equal(t, strings.Replace(english.file[id], ".en.", ".zh.", 1), chinese.file[id], "file of %s", id)
	}
	for id := range chinese.texts {
		require.Contains(t, english.texts, id, "%s has no English twin", chinese.file[id])
	}
}

func TestTextsAreNotEmptyAndPlacesAreWellFormed(t *testing.T) {
	for _, l := range Languages() {
		c := read(t, l)
		for id, texts := range c.texts {
			for form, text := range texts {
				require.NotEmpty(t, strings.TrimSpace(text), "%s: %s (%s)", c.file[id], id, form)
				require.NotContains(t, placePattern.ReplaceAllString(text, ""), "{{", "%s: %s: a place is written {{.Name}}", c.file[id], id)
			}
		}
	}
}

// TestCountedTextsHavePluralForms: in English, what has a place Count has a
// form for one and a form for many; in Chinese there is no such thing.
func TestCountedTextsHavePluralForms(t *testing.T) {
	for id, texts := range read(t, English).texts {
		require.Equal(t, slices.Contains(texts.places(), countPlace), len(texts) == 2, "%s: one and other go with {{.Count}}", id)
	}
	for id, texts := range read(t, Chinese).texts {
		require.Len(t, texts, 1, "%s: Chinese has one form", id)
	}
}

// TestChineseIsChinese: a Chinese text has Chinese characters, unless the
// English one has no words either (only places, names and signs).
func TestChineseIsChinese(t *testing.T) {
	english := read(t, English)
	for id, texts := range read(t, Chinese).texts {
		hasHan := strings.ContainsFunc(texts["other"], func(r rune) bool { return unicode.Is(unicode.Han, r) })
		hasWords := strings.ContainsFunc(placePattern.ReplaceAllString(english.texts[id]["other"], ""), unicode.IsLetter)
		require.True(t, hasHan || !hasWords || texts["other"] == english.texts[id]["other"], "%s is not Chinese: %q", id, texts["other"])
		for _, text := range english.texts[id] {
			require.False(t, strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }), "%s is not English: %q", id, text)
		}
	}
}

// TestTextsAndCodeAgree: every text is asked for by some code, either by its
// whole id or by the beginning of ids that are put together ("report.end." +
// reason); and every id that is said exists.
func TestTextsAndCodeAgree(t *testing.T) {
	english := read(t, English)
	literals, said := idsInCode(t)
	for id := range english.texts {
		used := slices.ContainsFunc(literals, func(literal string) bool {
			return literal == id || strings.HasSuffix(literal, ".") && len(literal) > 1 && strings.HasPrefix(id, literal)
		})
		require.True(t, used, "%s: no code asks for %s", english.file[id], id)
	}
	for _, id := range said {
		require.Contains(t, english.texts, id, "the code says a text that does not exist")
	}
}

// idsInCode lists the string literals of the module's sources, tests left out,
// and those of them that are the first argument of a call of Say.
func idsInCode(t *testing.T) (literals, said []string) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(path)
		require.NoError(t, err)
		file, err := parser.ParseFile(token.NewFileSet(), path, source, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if text, ok := stringOf(n); ok {
					literals = append(literals, text)
				}
			case *ast.Field: // struct tags may name texts: kong's help:"cli.run.help"
				if n.Tag != nil {
					tag, _ := stringOf(n.Tag)
					literals = append(literals, quotedInTag(tag)...)
				}
			case *ast.CallExpr:
				if selector, ok := n.Fun.(*ast.SelectorExpr); ok && selector.Sel.Name == "Say" && len(n.Args) > 0 {
					if text, ok := stringOf(n.Args[0]); ok {
						said = append(said, text)
					}
				}
			}
			return true
		})
		return nil
	})
	require.NoError(t, err)
	return literals, said
}

func stringOf(n ast.Node) (string, bool) {
	literal, ok := n.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(literal.Value)
	return text, err == nil
}

var tagValue = regexp.MustCompile(`"([^"]*)"`)

func quotedInTag(tag string) []string {
	var found []string
	for _, match := range tagValue.FindAllStringSubmatch(tag, -1) {
		found = append(found, strings.Trim(match[1], "${}"))
	}
	return found
}
