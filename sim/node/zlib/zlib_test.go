package zlib_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/node/zlib"
)

// What Node made of the cases below is stored in testdata/compressed.txt.
//
//	go test ./sim/node/zlib -refresh   asks the node on the PATH, and stores it
//	go test ./sim/node/zlib -node      compares random data with it too
var (
	refresh = flag.Bool("refresh", false, "ask the node on the PATH and store what it says")
	useNode = flag.Bool("node", false, "compare random data with the node on the PATH")
)

// request is something to compress, as Node's options say it.
type request struct {
	Name       string `json:"name"`
	Data       []byte `json:"data"`
	Dictionary []byte `json:"dictionary,omitempty"`
	Format     string `json:"format"`
	Level      int    `json:"level"`
	WindowBits int    `json:"windowBits"`
	MemLevel   int    `json:"memLevel"`
	Strategy   int    `json:"strategy"`
}

var formats = map[string]zlib.Format{"Raw": zlib.Raw, "Zlib": zlib.Zlib, "Gzip": zlib.Gzip}

// inNode is what Node makes of requests.
func inNode(t *testing.T, requests []request) [][]byte {
	const script = `
const zlib = require('zlib');
const how = { Raw: zlib.deflateRawSync, Zlib: zlib.deflateSync, Gzip: zlib.gzipSync };
const requests = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(requests.map(({ format, data, dictionary, ...options }) => {
  if (dictionary) options.dictionary = Buffer.from(dictionary, 'base64');
  return how[format](Buffer.from(data, 'base64'), options).toString('base64');
})));`
	input, err := json.Marshal(requests)
	require.NoError(t, err)
	command := exec.Command("node", "-e", script)
	command.Stdin = bytes.NewReader(input)
	output, err := command.Output()
	require.NoError(t, err)
	var all [][]byte
	require.NoError(t, json.Unmarshal(output, &all))
	return all
}

// compress is what we make of a request, with so much room at a time.
func compress(t *testing.T, r request, room int) []byte {
	c := zlib.NewCompressor(formats[r.Format], r.Level, r.WindowBits, r.MemLevel, zlib.Strategy(r.Strategy))
	if len(r.Dictionary) > 0 {
		require.Equal(t, zlib.OK, c.SetDictionary(r.Dictionary))
	}
	var all []byte
	for in := r.Data; ; {
		out := make([]byte, room)
		read, written, status := c.Compress(in, out, zlib.Finish)
		in, all = in[read:], append(all, out[:written]...)
		if written < room {
			require.Equal(t, zlib.StreamEnd, status)
			return all
		}
	}
}

// decompress reads a stream in pieces.
func decompress(t *testing.T, format zlib.Format, data, dictionary []byte, piece, room int) []byte {
	windowBits := 0
	if format == zlib.Raw {
		windowBits = 15
	}
	d := zlib.NewDecompressor(format, windowBits)
	if format == zlib.Raw && len(dictionary) > 0 {
		require.Equal(t, zlib.OK, d.SetDictionary(dictionary))
	}
	var all []byte
	for {
		out := make([]byte, room)
		read, written, status := d.Decompress(data[:min(piece, len(data))], out, zlib.NoFlush)
		data, all = data[read:], append(all, out[:written]...)
		switch status {
		case zlib.StreamEnd:
			require.Empty(t, data)
			return all
		case zlib.NeedDict:
			require.Equal(t, zlib.OK, d.SetDictionary(dictionary))
		default:
			require.Equal(t, zlib.OK, status, d.Message())
		}
	}
}

// cases are all levels and strategies, and what else there is to set.
func cases() []request {
	sentence := []byte("the quick brown fox jumps over the lazy dog. ")
	source := rand.New(rand.NewPCG(1, 2))
	var records, letters, noise []byte
	for i := range 700 {
		records = fmt.Appendf(records, `{"id":%d,"name":"user%d","value":%d},`, i, source.IntN(100), source.IntN(1_000_000))
	}
	for range 40_000 {
		letters = append(letters, "abcdefgh"[source.IntN(8)&source.IntN(8)])
		noise = append(noise, byte(source.IntN(256)))
	}
	data := map[string][]byte{
		"nothing": {}, "one": []byte("a"), "sentence": sentence, "sentences": bytes.Repeat(sentence, 2000),
		"zeros": make([]byte, 70_000), "records": records, "letters": letters, "noise": noise,
	}
	var all []request
	add := func(what string, r request) {
		r.Name = fmt.Sprintf("%s %s level %d window %d memory %d strategy %d dictionary %d",
			what, r.Format, r.Level, r.WindowBits, r.MemLevel, r.Strategy, len(r.Dictionary))
		r.Data = data[what]
		all = append(all, r)
	}
	for _, what := range []string{"nothing", "one", "sentence", "sentences", "zeros", "records", "letters", "noise"} {
		for level := range 10 {
			add(what, request{Format: "Zlib", Level: level, WindowBits: 15, MemLevel: 8})
		}
		for strategy := range 5 {
			add(what, request{Format: "Gzip", Level: 6, WindowBits: 15, MemLevel: 8, Strategy: strategy})
			add(what, request{Format: "Raw", Level: 3, WindowBits: 9, MemLevel: 1, Strategy: strategy})
		}
		add(what, request{Format: "Zlib", Level: 9, WindowBits: 12, MemLevel: 9, Dictionary: sentence})
		add(what, request{Format: "Raw", Level: 6, WindowBits: 15, MemLevel: 8, Dictionary: letters})
	}
	return all
}

// told is how a result is stored: its length and its sum.
func told(r request, result []byte) string {
	text := fmt.Sprintf("%x", sha256.Sum256(result))[:16]
	if len(result) <= 40 {
		text = base64.StdEncoding.EncodeToString(result)
	}
	return fmt.Sprintf("%s: %d %s\n", r.Name, len(result), text)
}

// TestCompressed: the bytes are those of Node.
func TestCompressed(t *testing.T) {
	const file = "testdata/compressed.txt"
	requests := cases()
	if *refresh {
		var stored strings.Builder
		for i, result := range inNode(t, requests) {
			stored.WriteString(told(requests[i], result))
		}
		require.NoError(t, os.WriteFile(file, []byte(stored.String()), 0o644))
	}
	stored, err := os.ReadFile(file)
	require.NoError(t, err)
	var got strings.Builder
	for _, r := range requests {
		result := compress(t, r, 16384)
		got.WriteString(told(r, result))
		back := decompress(t, formats[r.Format], result, r.Dictionary, 1000, 777)
		require.True(t, bytes.Equal(r.Data, back), r.Name)
	}
	require.Equal(t, string(stored), got.String())
}

// TestPieces: where a stream is cut, in and out, changes nothing but where
// stored blocks end.
func TestPieces(t *testing.T) {
	for _, r := range cases() {
		if r.Level == 0 {
			continue
		}
		require.Equal(t, compress(t, r, 1<<20), compress(t, r, 7), r.Name)
	}
}

// TestRandomAgainstNode compares random data with Node.
func TestRandomAgainstNode(t *testing.T) {
	if !*useNode {
		t.Skip("needs -node")
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	source := rand.New(rand.NewPCG(seed, 0))
	var requests []request
	for range 300 {
		r := request{
			Format: []string{"Raw", "Zlib", "Gzip"}[source.IntN(3)], Level: source.IntN(11) - 1, WindowBits: 9 + source.IntN(7),
			MemLevel: 1 + source.IntN(9), Strategy: source.IntN(5), Data: []byte{},
		}
		for size := source.IntN(1 << source.IntN(19)); len(r.Data) < size; {
			part := make([]byte, 1+source.IntN(300))
			symbols := 1 + source.IntN(256)
			for i := range part {
				part[i] = byte(source.IntN(symbols))
			}
			if at := len(r.Data); at > 0 && source.IntN(2) == 0 {
				from := source.IntN(at)
				part = r.Data[from:min(at, from+len(part))]
			}
			r.Data = append(r.Data, part...)
		}
		if r.Format != "Gzip" && source.IntN(4) == 0 {
			r.Dictionary = r.Data[:source.IntN(len(r.Data)+1)]
		}
		requests = append(requests, r)
	}
	for i, want := range inNode(t, requests) {
		got := compress(t, requests[i], 16384)
		require.True(t, bytes.Equal(want, got), "request %d: %+v", i, requests[i].Name)
	}
}

// TestFaults: what is wrong with a stream is told in zlib's words.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		format  zlib.Format
		data    []byte
		message string
	}{
		{zlib.Zlib, []byte("no header"), "incorrect header check"},
		{zlib.Zlib, []byte{0x77, 0x09}, "unknown compression method"},
		{zlib.Zlib, []byte{0x88, 0x1c}, "invalid window size"},
		{zlib.Gzip, []byte{0x1f, 0x8b, 7, 0}, "unknown compression method"},
		{zlib.Gzip, []byte{0x1f, 0x8b, 8, 0xe0}, "unknown header flags set"},
		{zlib.Gzip, []byte{0x1f, 0x8b, 8, 2, 0, 0, 0, 0, 0, 3, 1, 2}, "header crc mismatch"},
		{zlib.Raw, []byte{6}, "invalid block type"},
		{zlib.Raw, []byte{1, 0, 0, 0, 0}, "invalid stored block lengths"},
		{zlib.Raw, []byte{0xfc, 0xff, 0xff}, "too many length or distance symbols"},
		{zlib.Raw, []byte{4, 0, 0xfe, 0xff}, "invalid code lengths set"},
		{zlib.Raw, []byte{3, 2, 0}, "invalid distance too far back"},
		{zlib.Raw, []byte{3, 0x3f, 0, 0}, "invalid distance code"},
		{zlib.Zlib, []byte{0x78, 0x9c, 3, 0, 0, 0, 0, 2}, "incorrect data check"},
		{zlib.Gzip, []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0}, "incorrect length check"},
	} {
		bits := 0
		if c.format == zlib.Raw {
			bits = 15
		}
		d := zlib.NewDecompressor(c.format, bits)
		_, _, status := d.Decompress(c.data, make([]byte, 100), zlib.Finish)
		require.Equal(t, zlib.DataError, status, c.message)
		require.Equal(t, c.message, d.Message())
	}
}

// FuzzDecompress: whatever comes in, it ends.
func FuzzDecompress(f *testing.F) {
	f.Add(uint8(1), []byte{0x78, 0x9c, 3, 0, 0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, format uint8, data []byte) {
		d := zlib.NewDecompressor(zlib.Format(format%4), 15)
		out := make([]byte, 1<<16)
		for range 100 {
			read, written, status := d.Decompress(data, out, zlib.NoFlush)
			if data = data[read:]; status != zlib.OK || read == 0 && written == 0 {
				return
			}
		}
	})
}
