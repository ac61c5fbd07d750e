package model

import (
	"compress/flate"
	"encoding/base64"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/assets/words"
	"timeslice/sim/trace"
)

var inLinks = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// TestLinksCarryEverything: what is read from a link is what was shared.
func TestLinksCarryEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		shared := Shared{
			Name: rapid.String().Draw(t, "name"), Main: "main.js",
			Files:    []File{{"main.js", rapid.String().Draw(t, "text")}, {"lib/a.js", rapid.String().Draw(t, "more")}},
			Settings: Settings{Cores: rapid.IntRange(0, 128).Draw(t, "cores"), Policy: "mlfq", Seed: &seed, Costs: map[string]string{"switch-cost": "2us"}},
			At:       trace.Time(rapid.Int64Range(0, 1<<60).Draw(t, "at")), Upto: rapid.Map(rapid.Int32Range(0, 1<<30), func(n int32) trace.FactID { return trace.FactID(n) }).Draw(t, "upto"), Selected: "thread:3", Language: words.Chinese, Step: rapid.IntRange(0, 20).Draw(t, "step"),
		}
		fragment, err := shared.Fragment()
		require.NoError(t, err)
		require.Regexp(t, inLinks, fragment)
		got, err := ReadLink("http://127.0.0.1:8420/?embed#" + fragment)
		require.NoError(t, err)
		require.Equal(t, &shared, got)
	})
}

func TestLinksAreRefused(t *testing.T) {
	sound := Shared{Main: "main.js", Files: []File{{"main.js", "1"}}}
	fragment, err := sound.Fragment()
	require.NoError(t, err)
	of := func(s Shared) string {
		fragment, err := s.Fragment()
		require.NoError(t, err)
		return fragment
	}
	for name, bad := range map[string]struct {
		link string
		err  error
	}{
		"empty":             {"", ErrLink},
		"cut off":           {fragment[:len(fragment)-4], ErrLink},
		"not a link":        {"https://example.org/#hello", ErrLink},
		"a newer version":   {"2." + fragment[2:], ErrLinkVersion},
		"main is missing":   {of(Shared{Main: "other.js", Files: sound.Files}), ErrLink},
		"outside the disk":  {of(Shared{Main: "../x", Files: []File{{"../x", ""}}}), ErrLink},
		"before the start":  {of(Shared{Main: "main.js", Files: sound.Files, At: -1}), ErrLink},
		"before all facts":  {of(Shared{Main: "main.js", Files: sound.Files, Upto: -1}), ErrLink},
		"longer than links": {"1." + strings.Repeat("A", mostLinkBytes), ErrLinkSize},
		"a bomb":            {bomb(t), ErrLinkSize},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadLink(bad.link)
			require.ErrorIs(t, err, bad.err)
		})
	}
	big := Shared{Main: "main.js", Files: []File{{"main.js", strings.Repeat("x", mostSharedBytes)}}}
	_, err = big.Fragment()
	require.ErrorIs(t, err, ErrLinkSize)
}

// bomb is a short link that unpacks to more than links may hold.
func bomb(t *testing.T) string {
	var b strings.Builder
	w, err := flate.NewWriter(&b, flate.BestCompression)
	require.NoError(t, err)
	_, err = w.Write([]byte(strings.Repeat(" ", mostSharedBytes+10)))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return linkVersion + base64.RawURLEncoding.EncodeToString([]byte(b.String()))
}

// FuzzReadLink: no text makes the reader fall over, and what it takes can be
// shared again.
func FuzzReadLink(f *testing.F) {
	fragment, err := (&Shared{Main: "main.js", Files: []File{{"main.js", "console.log(1)"}}}).Fragment()
	require.NoError(f, err)
	f.Add(fragment)
	f.Add("1.x")
	f.Fuzz(func(t *testing.T, link string) {
		shared, err := ReadLink(link)
		if err != nil {
			return
		}
		again, err := shared.Fragment()
		require.NoError(t, err)
		got, err := ReadLink(again)
		require.NoError(t, err)
		require.Equal(t, shared, got)
	})
}
