package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

func built(t *testing.T) *Site { return builtOf(t, "\x00asm, say") }

// builtOf is a site of a program.
func builtOf(t *testing.T, program string) *Site {
	s, err := New([]byte(program), []byte("// wasm_exec.js"), map[string]fs.FS{"library": fstest.MapFS{"fs.js": {Data: []byte("// fs")}}})
	require.NoError(t, err)
	return s
}

// TestEveryFileIsServed: each with its type, and not again if the browser has
// it.
func TestEveryFileIsServed(t *testing.T) {
	s := built(t)
	for _, name := range append(s.Names(), "") {
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/"+name, nil))
		require.Equal(t, http.StatusOK, answer.Code, name)
		require.NotEmpty(t, answer.Header().Get("Content-Type"), name)
		again := httptest.NewRequest(http.MethodGet, "/"+name, nil)
		again.Header.Set("If-None-Match", answer.Header().Get("ETag"))
		answer = httptest.NewRecorder()
		s.ServeHTTP(answer, again)
		require.Equal(t, http.StatusNotModified, answer.Code, name)
		require.Empty(t, answer.Body.Bytes(), name)
	}
}

func TestNothingElseIsServed(t *testing.T) {
	s := built(t)
	for _, name := range []string{"/other", "/../site.go", "/index.html/x", "/.."} {
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, name, nil))
		if name == "/.." {
			require.Equal(t, http.StatusOK, answer.Code, "the root")
			continue
		}
		require.Equal(t, http.StatusNotFound, answer.Code, name)
	}
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, "/", nil))
	require.Equal(t, http.StatusMethodNotAllowed, answer.Code)
}

// TestFolderIsComplete: a folder that was written has every file, its program
// unpacks to what was given, and no place of a page was left unfilled.
func TestFolderIsComplete(t *testing.T) {
	s := built(t)
	folder := filepath.Join(t.TempDir(), "deep", "folder")
	require.NoError(t, s.Write(folder))
	packed, err := os.ReadFile(filepath.Join(folder, programFile))
	require.NoError(t, err)
	require.Len(t, packed, s.ProgramBytes())
	r, err := gzip.NewReader(bytes.NewReader(packed))
	require.NoError(t, err)
	program, err := io.ReadAll(r)
	require.NoError(t, err)
	require.Equal(t, "\x00asm, say", string(program))
	for _, name := range []string{"index.html", "offline.js"} {
		page, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		require.NotContains(t, string(page), "{{.Version}}")
		require.NotContains(t, string(page), "<no value>")
	}
}

// TestVersionFollowsContent: another program is another version, the same one
// the same.
func TestVersionFollowsContent(t *testing.T) {
	other := builtOf(t, "another")
	require.Equal(t, string(built(t).files["offline.js"]), string(built(t).files["offline.js"]))
	require.NotEqual(t, string(built(t).files["offline.js"]), string(other.files["offline.js"]))
}

// TestPageLoadsNothingFromElsewhere: no page names another server.
func TestPageLoadsNothingFromElsewhere(t *testing.T) {
	for name, data := range built(t).files {
		text := strings.ReplaceAll(string(data), "http://www.w3.org/2000/svg", "")
		require.NotContains(t, text, "http://", name)
		require.NotContains(t, text, "https://", name)
		require.NotContains(t, text, "//cdn", name)
	}
}
