package node

import (
	"bytes"
	"crypto/sha256"
)

// mostDerived is how many keys are remembered, and mostDerivedBytes how long one may be.
const (
	mostDerived      = 256
	mostDerivedBytes = 1024
)

// derive is a key that is derived from what is named, which says all of it. A derivation
// is made to take long; that it takes the simulated computer long is in its costs, and
// whoever simulates the same program again, as lessons are, need not wait for it again.
func (l *Library) derive(from string, work func() ([]byte, error)) ([]byte, error) {
	of := sha256.Sum256([]byte(from))
	l.mu.Lock()
	key, known := l.derived[of]
	l.mu.Unlock()
	if known {
		return bytes.Clone(key), nil
	}
	key, err := work()
	if err != nil || len(key) > mostDerivedBytes {
		return key, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.derived == nil || len(l.derived) >= mostDerived {
		l.derived = map[[sha256.Size]byte][]byte{}
	}
	l.derived[of] = bytes.Clone(key)
	return key, nil
}
