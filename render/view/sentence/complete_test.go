package sentence_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/assets/words"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/sim/trace"
)

// reasonsOf are the reasons that facts of a kind may have, as the groups in
// sim/trace/reason.go say.
func reasonsOf(kind trace.Kind) (reasons []trace.Reason) {
	add := func(from, to trace.Reason) {
		for r := from; r <= to; r++ {
			reasons = append(reasons, r)
		}
	}
	switch kind {
	case trace.KindProcessStart:
		add(trace.ReasonBoot, trace.ReasonFork)
	case trace.KindReady:
		add(trace.ReasonNew, trace.ReasonTimeout)
		add(trace.ReasonPoll, trace.ReasonPoll)
		add(trace.ReasonWork, trace.ReasonWork)
		add(trace.ReasonScavenge, trace.ReasonMarkCompact)
	case trace.KindBlock:
		add(trace.ReasonTimer, trace.ReasonThread)
		add(trace.ReasonPause, trace.ReasonPause)
		add(trace.ReasonPoll, trace.ReasonPoll)
		add(trace.ReasonWork, trace.ReasonWork)
	case trace.KindDispatch:
		add(trace.ReasonOnlyOne, trace.ReasonFirstInOrder)
	case trace.KindPreempt:
		add(trace.ReasonQuantum, trace.ReasonAttributes)
		add(trace.ReasonCoreGone, trace.ReasonCoreGone)
	case trace.KindMigrate:
		add(trace.ReasonIdlePull, trace.ReasonPlacement)
		add(trace.ReasonCoreGone, trace.ReasonCoreGone)
	case trace.KindLevel:
		add(trace.ReasonAllotment, trace.ReasonTurnOver)
	case trace.KindThrottle:
		add(trace.ReasonQuota, trace.ReasonRealTimeLimit)
	case trace.KindObject:
		add(trace.ReasonMutex, trace.ReasonDeviceUnlimited)
		add(trace.ReasonDatagramSocket, trace.ReasonFile)
	case trace.KindDrop:
		add(trace.ReasonFull, trace.ReasonNobody)
		add(trace.ReasonClosed, trace.ReasonClosed)
		add(trace.ReasonDropped, trace.ReasonDropped)
	case trace.KindEdit:
		add(trace.ReasonEditSignal, trace.ReasonEditCrash)
	case trace.KindDeliver:
		add(trace.ReasonTerminate, trace.ReasonHandled)
	case trace.KindMemory:
		add(trace.ReasonMap, trace.ReasonExec)
		add(trace.ReasonFork, trace.ReasonFork)
	case trace.KindThreadExit:
		add(trace.ReasonReturned, trace.ReasonKilled)
	case trace.KindEnd:
		add(trace.ReasonCompleted, trace.ReasonEffortLimit)
		add(trace.ReasonChannelLimit, trace.ReasonChannelLimit)
	case trace.KindPhase:
		add(trace.ReasonTimers, trace.ReasonClosing)
	case trace.KindEnqueue, trace.KindDequeue:
		add(trace.ReasonTickQueue, trace.ReasonMessageQueue)
	case trace.KindCollect:
		add(trace.ReasonScavenge, trace.ReasonMarkCompact)
	}
	return reasons
}

// one is a trace in which a thread, a process and an object are known, with
// one fact more.
func one(f trace.Fact, properties ...trace.Property) *trace.Trace {
	recorder := trace.NewRecorder(properties...)
	recorder.Add(trace.Fact{Kind: trace.KindProcessStart, Object: 3, B: int64(recorder.Intern("P"))})
	recorder.Add(trace.Fact{Kind: trace.KindThreadStart, Thread: 3, Object: 3, B: int64(recorder.Intern("P"))})
	if f.Kind != trace.KindObject {
		recorder.Add(trace.Fact{Kind: trace.KindObject, Object: 3, Reason: trace.ReasonMutex, B: int64(recorder.Intern("L"))})
	}
	recorder.Add(f)
	return recorder.Trace()
}

// told is the sentence about the last fact of a trace.
func told(say *words.Words, record *trace.Trace) sentence.Sentence {
	book := &names.Book{}
	book.Extend(record)
	return sentence.New(say, book).Fact(record, trace.FactID(record.Len()))
}

// Every kind of fact has a sentence of its own, and so has every reason that it
// may have: what a reader is told differs from what is said of a reason nobody
// knows.
func TestEveryKindAndReasonIsTold(t *testing.T) {
	for _, l := range words.Languages() {
		say, seen := words.New(l), map[string]string{}
		for kind := trace.KindNone + 1; kind < trace.KindCount(); kind++ {
			f := trace.Fact{Kind: kind, Thread: 3, Object: 3, Core: 1, A: 3, B: 3}
			switch kind {
			case trace.KindDispatch, trace.KindBlock:
				f.B = 0
			case trace.KindOutput, trace.KindInput, trace.KindBind, trace.KindEdit:
				f.B = 1
			}
			reasons := reasonsOf(kind)
			if len(reasons) == 0 {
				reasons = []trace.Reason{trace.ReasonNone}
			} else {
				f.Reason = trace.ReasonCount() + 7
				seen[told(say, one(f)).Text] = kind.String() + " for no known reason"
			}
			for _, reason := range reasons {
				f.Reason = reason
				what := kind.String() + " " + reason.String()
				text := told(say, one(f)).Text
				requireWell(t, l, text)
				if reason != trace.ReasonMarkCompact || kind == trace.KindCollect { // a wait for either collection is told alike
					require.Empty(t, seen[text], "%s is told as %s is: %s", what, seen[text], text)
				}
				seen[text] = what
			}
		}
	}
}

var leftovers = regexp.MustCompile(`sentence\.[a-z]|report\.|\{\{|\}\}|<[A-Z]|  |\bnil\b|%!`)

// requireWell requires of a sentence what must be so of all: it says something,
// in its language, and nothing in it is not filled in.
func requireWell(t require.TestingT, l words.Language, text string) {
	require.NotEmpty(t, strings.TrimSpace(text))
	require.Equal(t, strings.TrimSpace(text), text)
	require.False(t, leftovers.MatchString(text), text)
	if l == words.Chinese {
		require.True(t, strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }), text)
	}
}

// What a rule's number means depends on the policy, and each policy's rules can
// be said.
func TestRulesOfPolicies(t *testing.T) {
	english, chinese := words.New(words.English), words.New(words.Chinese)
	for _, story := range []struct {
		policy string
		rule   trace.Reason
		number int64
		en, zh string
	}{
		{policy: "rr", rule: trace.ReasonHeadOfQueue, number: 2e6,
			en: "it is at the head of the queue, where it has stood since 2 ms", zh: "它排在队首，从 2 ms 排到现在"},
		{policy: "rr", rule: trace.ReasonHeadOfQueue, number: 5e6, en: "it is at the head of the queue", zh: "它排在队首"},
		{policy: "sjf", rule: trace.ReasonHeadOfQueue, number: 2e6,
			en: "it goes on with the turn that was interrupted at 2 ms", zh: "它接着运行 2 ms 被打断的那一轮"},
		{policy: "hrrn", rule: trace.ReasonFirstInOrder, number: 2350,
			en: "its response ratio is the highest, 2.35", zh: "它的响应比最高，是 2.35"},
		{policy: "own", rule: trace.ReasonFirstInOrder,
			en: "it comes first by the rule of the policy", zh: "按调度策略的规则，它排在最前"},
	} {
		f := trace.Fact{Time: 5e6, Kind: trace.KindDispatch, Thread: 3, Core: 1, Reason: story.rule, A: story.number}
		record := one(f, trace.Property{Name: "policy", Value: story.policy})
		require.Equal(t, "Core 1 goes to P: "+story.en, told(english, record).Text)
		require.Equal(t, "核 1 交给 P："+story.zh, told(chinese, record).Text)
	}
}

// Kinds and subjects have names, each its own.
func TestKindsHaveNames(t *testing.T) {
	require.Len(t, sentence.Kinds(), int(trace.KindCount())-1)
	for _, l := range words.Languages() {
		teller := sentence.New(words.New(l), &names.Book{})
		seen := map[string]bool{}
		for _, kind := range sentence.Kinds() {
			requireWell(t, l, teller.Kind(kind)+" 核")
			require.False(t, seen[teller.Kind(kind)], teller.Kind(kind))
			seen[teller.Kind(kind)] = true
		}
		for _, s := range sentence.Subjects() {
			requireWell(t, words.English, teller.Subject(s))
			require.False(t, seen[teller.Subject(s)], teller.Subject(s))
		}
	}
}

// anyFact draws a fact that need not make sense.
func anyFact(t *rapid.T, recorder *trace.Recorder) trace.Fact {
	any64 := rapid.OneOf(rapid.Int64Range(-2, 12), rapid.Int64())
	f := trace.Fact{
		Time: trace.Time(rapid.Int64Range(0, 1<<62).Draw(t, "time")),
		Kind: trace.Kind(rapid.IntRange(0, int(trace.KindCount())+1).Draw(t, "kind")), Reason: trace.Reason(rapid.Uint8().Draw(t, "reason")),
		Thread: trace.ThreadID(rapid.IntRange(-1, 9).Draw(t, "thread")), Core: trace.CoreID(rapid.IntRange(-2, 5).Draw(t, "core")),
		Object: rapid.OneOf(rapid.Int32Range(-1, 9), rapid.Int32()).Draw(t, "object"),
		A:      any64.Draw(t, "a"), B: any64.Draw(t, "b"),
		Cause: trace.FactID(rapid.IntRange(-1, 30).Draw(t, "cause")),
	}
	if f.Kind.Schema().B.Role == trace.RoleString {
		f.B = int64(recorder.Intern(rapid.SampledFrom([]string{"", "a\nb", "x@y.js:3", "名字"}).Draw(t, "text")))
	}
	return f
}

// Whatever a fact says, also nonsense, there is a sentence; and its spans are
// parts of it, in order.
func TestAnyFactIsTold(t *testing.T) {
	say := map[words.Language]*words.Words{}
	for _, l := range words.Languages() {
		say[l] = words.New(l)
	}
	rapid.Check(t, func(t *rapid.T) {
		recorder := trace.NewRecorder()
		for range rapid.IntRange(1, 12).Draw(t, "facts") {
			recorder.Add(anyFact(t, recorder))
		}
		record, book := recorder.Trace(), &names.Book{}
		book.Extend(record)
		for _, l := range words.Languages() {
			teller := sentence.New(say[l], book)
			for id := trace.FactID(1); int(id) <= record.Len(); id++ {
				requireSpans(t, l, teller.Fact(record, id))
			}
		}
	})
}

func requireSpans(t require.TestingT, l words.Language, s sentence.Sentence) {
	require.NotEmpty(t, s.Text)
	require.NotContains(t, s.Text, "{{")
	require.NotContains(t, s.Text, "sentence.")
	end := 0
	for _, span := range s.Spans {
		require.LessOrEqual(t, end, span.From, s.Text)
		require.Less(t, span.From, span.To, s.Text)
		require.LessOrEqual(t, span.To, len(s.Text), s.Text)
		require.NotEqual(t, names.None, span.Ref.Kind)
		end = span.To
	}
}

// A span's text is what it refers to.
func TestSpans(t *testing.T) {
	english, chinese := words.New(words.English), words.New(words.Chinese)
	s := told(chinese, one(trace.Fact{Kind: trace.KindAcquire, Thread: 3, Object: 3}))
	require.Equal(t, "P 拿到锁 L", s.Text)
	require.Equal(t, []sentence.Span{
		{From: 0, To: 1, Ref: names.ThreadRef(3)},
		{From: len("P 拿到锁 "), To: len(s.Text), Ref: names.ObjectRef(3)},
	}, s.Spans)
	s = told(english, one(trace.Fact{Kind: trace.KindBlock, Reason: trace.ReasonTimer, Thread: 3, A: 1500}))
	require.Equal(t, "P sleeps until 0.002 ms", s.Text)
	require.Equal(t, names.InstantRef(1500), s.Spans[1].Ref, "what is said is rounded, what it refers to is not")
}

func TestUnits(t *testing.T) {
	for ns, want := range map[int64]string{
		0: "0 ns", 999: "999 ns", 1000: "1 µs", 1234: "1.234 µs", 1_234_567: "1.235 ms", 1_999_999: "2 ms",
		-1_500_000: "-1.5 ms", 9_999_000_000: "9999 ms", 12_345_678_901: "12.346 s", 1 << 62: "4611686018.427 s",
		-1 << 63: "-9223372036.855 s",
	} {
		require.Equal(t, want, sentence.Length(ns), ns)
	}
	for at, want := range map[trace.Time]string{
		0: "0 ms", 650: "650 ns", 1500: "0.002 ms", 96_412_345: "96.412 ms", 99_999_999_999: "100000 ms",
		100_000_000_000: "100 s", trace.Never: "9223372036.855 s",
	} {
		require.Equal(t, want, sentence.Instant(at), at)
	}
	for bytes, want := range map[int64]string{
		0: "0 B", 1023: "1023 B", 1024: "1 KiB", 1536: "1.5 KiB", 4096 * 100: "400 KiB", 1 << 20: "1 MiB",
		3<<20 + 52429: "3.1 MiB", 1 << 30: "1 GiB", 1<<63 - 1: "8589934592 GiB", -2048: "-2 KiB",
	} {
		require.Equal(t, want, sentence.Bytes(bytes), bytes)
	}
	require.Equal(t, "12.5 %", sentence.Percent(1, 8))
	require.Equal(t, "0 %", sentence.Percent(1, 0))
	require.Equal(t, "50 %", sentence.Percent(1<<61, 1<<62))
	require.Equal(t, "100 %", sentence.Percent(3, 3))
}

func TestQuote(t *testing.T) {
	require.Equal(t, "hello", sentence.Quote("hello\n"))
	require.Equal(t, `a\nb c`, sentence.Quote("a\nb\tc\r\n"))
	require.Equal(t, strings.Repeat("字", 120)+"…", sentence.Quote(strings.Repeat("字", 200)))
	require.Equal(t, strings.Repeat("字", 120), sentence.Quote(strings.Repeat("字", 120)))
}

func BenchmarkFact(b *testing.B) {
	record := ofScenario(b, `
machine: {cores: 2, policy: eevdf, preset: laptop}
processes: [{name: A, count: 6, run: [repeat 50, [cpu 1ms, sleep 1ms]]}]
`)
	book := &names.Book{}
	book.Extend(record)
	teller := sentence.New(words.New(words.Chinese), book)
	id := trace.FactID(0)
	for b.Loop() {
		id = id%trace.FactID(record.Len()) + 1
		teller.Fact(record, id)
	}
}
