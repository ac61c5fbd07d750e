package trace

import "fmt"

// unknownWord quotes a word that is not among those that are known, and names
// the nearest of them if one is near enough to be meant.
func unknownWord(word string, known []string) string {
	if len(word) > longestWord {
		return fmt.Sprintf("%q…", word[:longestWord])
	}
	if best := nearestWord(word, known); best != "" {
		return fmt.Sprintf("%q; did you mean %q?", word, best)
	}
	return fmt.Sprintf("%q", word)
}

// longestWord is the number of bytes up to which a word can be a misspelt one.
const longestWord = 32

// nearestWord returns the known word that is the nearest to word, "" if none
// is near.
func nearestWord(word string, known []string) string {
	if len(word) > longestWord {
		return ""
	}
	best, least := "", len(word)/2+1
	for _, candidate := range known {
		if candidate == "" {
			continue
		}
		if d := editDistance(word, candidate); d < least {
			best, least = candidate, d
		}
	}
	return best
}

// editDistance is the number of bytes to insert, delete or replace to make b
// of a (Levenshtein's distance).
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			replaced := diagonal
			if a[i-1] != b[j-1] {
				replaced++
			}
			diagonal = row[j]
			row[j] = min(replaced, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
