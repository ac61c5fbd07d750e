package trace

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math"
)

// Hash is the SHA-256 of everything in the trace: properties, strings,
// every column of every fact, and every line, in a fixed order of bytes. Traces are equal when
// their hashes are.
func (t *Trace) Hash() [sha256.Size]byte {
	sum := hashWriter{hash: sha256.New()}
	sum.text(textHeader)
	sum.number(int64(len(t.properties)))
	for _, p := range t.properties {
		sum.text(p.Name)
		sum.text(p.Value)
	}
	texts := t.strings[min(1, len(t.strings)):] // a zero trace has not even the empty string
	sum.number(int64(len(texts)))
	for _, text := range texts {
		sum.text(text)
	}
	sum.number(int64(t.count))
	for id := FactID(1); int(id) <= t.count; id++ {
		sum.fact(t.Fact(id))
	}
	for _, log := range t.lines {
		sum.lines(log)
	}
	sum.flush()
	return [sha256.Size]byte(sum.hash.Sum(nil))
}

// hashWriter collects what is hashed into pieces that are worth a call.
type hashWriter struct {
	hash   hash.Hash
	buffer []byte
}

func (h *hashWriter) number(value int64) {
	h.buffer = binary.LittleEndian.AppendUint64(h.buffer, uint64(value))
}

func (h *hashWriter) text(text string) {
	h.number(int64(len(text)))
	h.buffer = append(h.buffer, text...)
}

func (h *hashWriter) fact(f Fact) {
	h.number(int64(f.Time))
	h.number(f.A)
	h.number(f.B)
	h.buffer = binary.LittleEndian.AppendUint32(h.buffer, uint32(f.Cause))
	h.buffer = binary.LittleEndian.AppendUint32(h.buffer, uint32(f.Thread))
	h.buffer = binary.LittleEndian.AppendUint32(h.buffer, uint32(f.Object))
	h.buffer = binary.LittleEndian.AppendUint16(h.buffer, uint16(f.Core))
	h.buffer = append(h.buffer, byte(f.Kind), byte(f.Reason), byte(f.Source))
	if len(h.buffer) > math.MaxUint16 {
		h.flush()
	}
}

// lines hashes a log in which there is something. It ends with a time that no
// entry has.
func (h *hashWriter) lines(log *LineLog) {
	if log.isEmpty() {
		return
	}
	h.number(int64(log.thread))
	log.each(func(entry LineEntry) bool {
		h.number(entry.CPUNs)
		h.number(entry.packed())
		if len(h.buffer) > math.MaxUint16 {
			h.flush()
		}
		return true
	})
	h.number(-1)
}

func (h *hashWriter) flush() {
	h.hash.Write(h.buffer)
	h.buffer = h.buffer[:0]
}
