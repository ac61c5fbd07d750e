package site

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// inlined are the packages whose small functions are put in the place of their
// calls, as the compiler usually does: those that record and draw. Elsewhere this
// makes the program larger by a tenth and is not felt; in the engine of scripts and
// the scheduler it was not felt either.
var inlined = []string{
	"timeslice/sim/fiber", "timeslice/sim/trace", "timeslice/sim/node/regexp",
	"timeslice/render/scene", "timeslice/render/ink", "timeslice/render/paint",
	"runtime", "internal/runtime/...", "bytes", "cmp", "iter", "math", "math/bits", "slices", "sync/atomic", "unicode/utf8",
	// What scripts most often have the processor work at: keys from passwords.
	"crypto/internal/fips140/sha256", "crypto/internal/fips140/sha512", "crypto/internal/fips140/hmac", "crypto/internal/fips140deps/byteorder", "internal/byteorder", "hash",
}

// Build builds the site with the go command, from the source in a folder, and puts
// what is given beside the program.
func Build(command, source string, beside map[string]fs.FS) (*Site, error) {
	folder, err := os.MkdirTemp("", "timeslice-web-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "timeslice.wasm")
	arguments := []string{"build", "-trimpath", "-tags=page", "-ldflags=-s -w", "-gcflags=all=-l"}
	for _, packages := range inlined {
		arguments = append(arguments, "-gcflags="+packages+"=")
	}
	build := exec.Command(command, append(arguments, "-o", file, "./render/web")...)
	build.Dir = source
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, strings.TrimSpace(string(said)))
	}
	program, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	root, err := exec.Command(command, "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	support, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, err
	}
	return New(program, support, beside)
}
