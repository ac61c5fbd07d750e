//go:build js && page

package beside

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"syscall/js"
)

// Archive is the files that the page has loaded under a name (assets/web/load.js).
func Archive(name string) fs.FS {
	loaded := js.Global().Get("timeslice").Get(name)
	data := make([]byte, loaded.Length())
	js.CopyBytesToGo(data, loaded)
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		panic("beside: the page gave no " + name + ": " + err.Error())
	}
	return files
}
