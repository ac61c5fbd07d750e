package node

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// parsed writes down what a parser tells, as testdata/http_messages.jsonl has it.
type parsed struct {
	events  []any
	trailed []string
}

func (p *parsed) begun() {}

func (p *parsed) head(m *httpHead) httpBody {
	p.events = append(p.events, []any{
		"head", m.major, m.minor, shown(m.fields), m.method, bytesAsText(m.url), m.status, bytesAsText(m.reason), m.upgrade, m.keepAlive,
	})
	return bodyAsSaid
}

func (p *parsed) body(data []byte) bool {
	p.events = append(p.events, []any{"body", bytesAsText(string(data))})
	return true
}

func (p *parsed) trailers(fields []string) { p.trailed = fields }

// shown is a list for JSON.
func shown(fields []string) []string {
	list := []string{}
	for _, text := range fields {
		list = append(list, bytesAsText(text))
	}
	return list
}

func (p *parsed) complete() bool {
	p.events, p.trailed = append(p.events, []any{"end", shown(p.trailed)}), nil
	return true
}

// bytesOfText is text of which each character is a byte.
func bytesOfText(text string) []byte {
	var data []byte
	for _, ch := range text {
		data = append(data, byte(ch))
	}
	return data
}

// TestHTTPParser gives the parser messages, whole and broken, at once and byte by
// byte, of which the file tells what llhttp makes of them: each line was written by
// the parser of Node 20.20.2.
func TestHTTPParser(t *testing.T) {
	file, err := os.Open("testdata/http_messages.jsonl")
	require.NoError(t, err)
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var want struct {
			Type, Text string
			Lenient    int
			Ev, Out    []any
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &want))
		told := &parsed{events: []any{}}
		p := &httpParser{response: want.Type == "res", most: 16384, lenient: want.Lenient == 1, tell: told}
		out := []any{}
		result := func(used int, failure *httpFailure) {
			if failure != nil {
				out = append(out, []any{failure.code, failure.reason, failure.at})
			} else {
				out = append(out, used)
			}
		}
		used, failure := p.execute(bytesOfText(want.Text))
		result(used, failure)
		if failure := p.end(); failure != nil {
			result(0, failure)
		} else {
			out = append(out, nil)
		}
		got, err := json.Marshal([]any{told.events, out})
		require.NoError(t, err)
		wanted, err := json.Marshal([]any{want.Ev, want.Out})
		require.NoError(t, err)
		if string(wanted) != string(got) {
			t.Errorf("%s %q lenient=%d\n want %s\n  got %s", want.Type, want.Text, want.Lenient, wanted, got)
		}
	}
	require.NoError(t, lines.Err())
}
