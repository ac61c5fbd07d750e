// Package site makes the browser build of the program a folder that any web
// server can serve from any path, and serves it.
package site

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"timeslice/assets"
	"timeslice/assets/words"
)

// programFile is the program, compressed. The page unpacks it and the archives beside
// it, so that servers need not know what they are.
const programFile = "timeslice.wasm.gz"

// Site is the files of the page, by name.
type Site struct {
	files  map[string][]byte
	beside []string          // the archives among them, in order
	tags   map[string]string // ETags
}

// New makes a site of the program (WebAssembly, as Go builds it) and of Go's
// support for it, wasm_exec.js of the same version of Go. Beside the program the page
// loads the fonts, and the other files that are given, as an archive for each name.
func New(program, support []byte, beside map[string]fs.FS) (*Site, error) {
	packed, err := pack(program)
	if err != nil {
		return nil, err
	}
	s := &Site{files: map[string][]byte{programFile: packed, "wasm_exec.js": support}, tags: map[string]string{}}
	sum := sha256.New()
	sum.Write(packed)
	sum.Write(support)
	if err := s.addArchives(beside); err != nil {
		return nil, err
	}
	for _, name := range s.beside {
		sum.Write(s.files[name])
	}
	pages, err := fs.ReadDir(assets.Web(), ".")
	if err != nil {
		return nil, err
	}
	for _, page := range pages {
		source, err := fs.ReadFile(assets.Web(), page.Name())
		if err != nil {
			return nil, err
		}
		sum.Write(source)
		s.files[page.Name()] = source
	}
	texts, err := pageTexts()
	if err != nil {
		return nil, err
	}
	sum.Write(texts)
	version := hex.EncodeToString(sum.Sum(nil))[:12]
	for _, name := range []string{"index.html", "offline.js"} {
		filled, err := fill(name, string(s.files[name]), map[string]any{"Version": version, "Beside": s.beside, "Bytes": s.LoadBytes(), "Texts": string(texts)})
		if err != nil {
			return nil, err
		}
		s.files[name] = filled
	}
	for name, data := range s.files {
		hash := sha256.Sum256(data)
		s.tags[name] = `"` + hex.EncodeToString(hash[:8]) + `"`
	}
	return s, nil
}

func pack(data []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return packed.Bytes(), err
}

// addArchives adds the fonts and what else stands beside the program.
func (s *Site) addArchives(beside map[string]fs.FS) error {
	all := map[string]fs.FS{"fonts": assets.Fonts()}
	maps.Copy(all, beside)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		packed, err := archive(all[name])
		if err != nil {
			return err
		}
		s.beside = append(s.beside, name+".zip.gz")
		s.files[name+".zip.gz"] = packed
	}
	return nil
}

// archive puts files into one, which is compressed as a whole: the browser unpacks that
// in an instant, and the program would need a second.
func archive(files fs.FS) ([]byte, error) {
	var together bytes.Buffer
	w := zip.NewWriter(&together)
	if err := addStored(w, files); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return pack(together.Bytes())
}

// addStored adds files to an archive as they are.
func addStored(w *zip.Writer, files fs.FS) error {
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		file, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return err
		}
		_, err = file.Write(data)
		return err
	})
}

func fill(name, source string, places map[string]any) ([]byte, error) {
	t, err := template.New(name).Parse(source)
	if err != nil {
		return nil, err
	}
	var filled bytes.Buffer
	err = t.Execute(&filled, places)
	return filled.Bytes(), err
}

// pageTexts are the texts of the page itself, by language and id, as JSON that
// may stand in a script element.
func pageTexts() ([]byte, error) {
	texts := map[string]map[string]string{}
	for _, l := range words.Languages() {
		texts[string(l)] = map[string]string{}
		for _, id := range []string{
			"web.loading", "web.bytes", "web.starting", "web.old-browser", "web.no-webgl", "web.no-webgl-cure", "web.failed", "web.ended", "web.crashed", "web.twin", "web.writing",
			"web.picture", "web.paste-refused", "web.copy-refused",
		} {
			texts[string(l)][id] = words.New(l).Pattern(id, 1)
		}
	}
	return json.Marshal(texts) // which writes < as \u003c
}

// Names lists the files, in order.
func (s *Site) Names() []string {
	names := make([]string, 0, len(s.files))
	for name := range s.files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// ProgramBytes is how much of the site is the compressed program.
func (s *Site) ProgramBytes() int { return len(s.files[programFile]) }

// LoadBytes is how much is loaded before there is something to see.
func (s *Site) LoadBytes() int {
	bytes := s.ProgramBytes()
	for _, name := range s.beside {
		bytes += len(s.files[name])
	}
	return bytes
}

// Write writes the site into a folder, which it makes if there is none.
func (s *Site) Write(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, name := range s.Names() {
		if err := os.WriteFile(filepath.Join(folder, name), s.files[name], 0o644); err != nil {
			return err
		}
	}
	return nil
}

// types are the content types by the ends of names.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml", ".gz": "application/gzip",
}

// TypeOf is the content type of a file by its name. What the system takes a name
// for may differ.
func TypeOf(name string) string { return types[path.Ext(name)] }

// ServeHTTP serves the site. A program that the browser has already is not sent
// again.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if name == "" {
		name = "index.html"
	}
	data, found := s.files[name]
	switch {
	case !found:
		http.NotFound(w, r)
		return
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	header := w.Header()
	header.Set("ETag", s.tags[name])
	header.Set("Cache-Control", "no-cache")
	// Nothing from elsewhere can be loaded, and nothing is sent elsewhere. Ebitengine
	// evaluates a script of its own for the field that takes text.
	header.Set("Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Type", TypeOf(name))
	if r.Header.Get("If-None-Match") == s.tags[name] {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if path.Ext(name) == ".gz" {
		header.Set("Content-Length", fmt.Sprint(len(data)))
	}
	if r.Method == http.MethodGet {
		_, _ = w.Write(data)
	}
}
