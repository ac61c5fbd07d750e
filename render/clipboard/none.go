//go:build !windows && !darwin && !linux && !freebsd && !netbsd && !openbsd

package clipboard

import "errors"

// Open says that there is none.
func Open() (Board, error) {
	return nil, errors.New("clipboard: this system has none that can be reached")
}
