package openssl

import (
	"hash"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCopiesOfHashesGoTheirOwnWays: a copy gives what a new hash gives of the same
// data, whatever the original was given after it, keyed or not.
func TestCopiesOfHashesGoTheirOwnWays(t *testing.T) {
	begin := map[string]func(string) (*Hashing, bool){
		"plain": func(name string) (*Hashing, bool) { return NewHashing(name, -1) },
		"keyed": func(name string) (*Hashing, bool) { return NewHMAC(name, []byte("key")) },
	}
	first, second := []byte("some data that is longer than nothing, "), make([]byte, 1000)
	for _, name := range DigestNames() {
		for kind, begin := range begin {
			h, ok := begin(name)
			if !ok {
				require.Equal(t, "keyed", kind, name)
				continue
			}
			h.Write(first)
			other := h.Copy(-1)
			before := h.Sum()
			h.Write([]byte("what the copy does not see"))
			assert.Equal(t, before, other.Sum(), "%s, %s", name, kind)
			other.Write(second)
			fresh, _ := begin(name)
			fresh.Write(append(append([]byte{}, first...), second...))
			assert.Equal(t, fresh.Sum(), other.Sum(), "%s, %s", name, kind)
			assert.NotEqual(t, h.Sum(), other.Sum(), "%s, %s", name, kind)
		}
	}
}

// TestHashesThatAreCopiedAsTheyLieHoldNumbersOnly: they may share nothing with
// their copies.
func TestHashesThatAreCopiedAsTheyLieHoldNumbersOnly(t *testing.T) {
	for _, name := range DigestNames() {
		h, _ := NewHashing(name, -1)
		if c, is := h.state.(copied); is {
			if _, clones := c.Hash.(hash.Cloner); !clones {
				assert.True(t, holdsNumbersOnly(reflect.TypeOf(c.Hash).Elem()), name)
			}
		}
	}
}

func holdsNumbersOnly(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		return holdsNumbersOnly(t.Elem())
	case reflect.Struct:
		for n := range t.NumField() {
			if !holdsNumbersOnly(t.Field(n).Type) {
				return false
			}
		}
		return true
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return true
	}
	return false
}
