// One process, one request a line, one answer a line: Go's checksum-database packages as a reader of logs that FedHub wrote.
//
// Built without modules, on Debian's golang-golang-x-mod-dev: GO111MODULE=off GOPATH=/usr/share/gocode go build.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Height 8 is 256 hashes a tile.
const tileHeight = 8

type request struct {
	Op     string   `json:"op"`
	Dir    string   `json:"dir"`
	VKey   string   `json:"vkey"`
	Origin string   `json:"origin"`
	Index  int64    `json:"index"`
	Size   int64    `json:"size"`
	Root   string   `json:"root"`
	Leaf   string   `json:"leaf"`
	Old    int64    `json:"old"`
	OldTo  string   `json:"oldRoot"`
	Proof  []string `json:"proof"`
}

type answer struct {
	Error   string `json:"error,omitempty"`
	Entries int64  `json:"entries"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var req request
		var result answer
		err := json.Unmarshal(in.Bytes(), &req)
		if err == nil {
			result.Entries, err = run(req)
		}
		if err != nil {
			result = answer{Error: err.Error()}
		}
		if err := out.Encode(result); err != nil {
			os.Exit(1)
		}
	}
}

func run(req request) (int64, error) {
	switch req.Op {
	case "log":
		return readLog(req)
	case "record":
		return 0, checkRecord(req)
	case "tree":
		return 0, checkTree(req)
	}
	return 0, errors.New("unknown operation")
}

// readLog verifies the checkpoint's signature, then every tile and every entry against its root.
func readLog(req request) (int64, error) {
	tree, err := openCheckpoint(req)
	if err != nil {
		return 0, err
	}
	if tree.N == 0 {
		return 0, nil
	}
	reader := tlog.TileHashReader(tree, folder(req.Dir))
	root, err := tlog.TreeHash(tree.N, reader)
	if err != nil {
		return 0, err
	}
	if root != tree.Hash {
		return 0, errors.New("the tiles lead to another root")
	}
	for first := int64(0); first < tree.N; first += 1 << tileHeight {
		if err := checkBundle(req.Dir, first, tree, reader); err != nil {
			return 0, err
		}
	}
	return tree.N, proveItself(tree, reader)
}

func openCheckpoint(req request) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(req.VKey)
	if err != nil {
		return tlog.Tree{}, err
	}
	msg, err := os.ReadFile(filepath.Join(req.Dir, "checkpoint"))
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(msg, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != req.Origin || lines[3] != "" {
		return tlog.Tree{}, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func checkBundle(dir string, first int64, tree tlog.Tree, reader tlog.HashReader) error {
	width := tree.N - first
	if width > 1<<tileHeight {
		width = 1 << tileHeight
	}
	// The path of a bundle is that of the tile with its hashes, with "entries" for the level.
	path := tlog.Tile{H: tileHeight, L: 0, N: first >> tileHeight, W: int(width)}.Path()
	data, err := os.ReadFile(filepath.Join(dir, strings.Replace(path, "tile/8/0/", "tile/entries/", 1)))
	if err != nil {
		return err
	}
	var indexes []int64
	for i := first; i < first+width; i++ {
		indexes = append(indexes, tlog.StoredHashIndex(0, i))
	}
	hashes, err := reader.ReadHashes(indexes)
	if err != nil {
		return err
	}
	for i := int64(0); i < width; i++ {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return fmt.Errorf("the bundle ends at entry %d", first+i)
		}
		size := int(binary.BigEndian.Uint16(data))
		if tlog.RecordHash(data[2:2+size]) != hashes[i] {
			return fmt.Errorf("entry %d is not the one in the tile", first+i)
		}
		data = data[2+size:]
	}
	if len(data) != 0 {
		return errors.New("bytes behind the last entry")
	}
	return nil
}

// proveItself makes proofs from the tiles with the other implementation and checks them.
func proveItself(tree tlog.Tree, reader tlog.HashReader) error {
	for _, i := range []int64{0, tree.N / 2, tree.N - 1} {
		proof, err := tlog.ProveRecord(tree.N, i, reader)
		if err != nil {
			return err
		}
		hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, i)})
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, i, hashes[0]); err != nil {
			return err
		}
	}
	return nil
}

func checkRecord(req request) error {
	root, leaf, proof, err := parse(req.Root, req.Leaf, req.Proof)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, req.Size, root, req.Index, leaf)
}

func checkTree(req request) error {
	root, oldRoot, proof, err := parse(req.Root, req.OldTo, req.Proof)
	if err != nil {
		return err
	}
	return tlog.CheckTree(tlog.TreeProof(proof), req.Size, root, req.Old, oldRoot)
}

func parse(first, second string, lines []string) (a, b tlog.Hash, proof tlog.RecordProof, err error) {
	if a, err = tlog.ParseHash(first); err != nil {
		return
	}
	if b, err = tlog.ParseHash(second); err != nil {
		return
	}
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return a, b, nil, err
		}
		proof = append(proof, hash)
	}
	return
}

// folder is a log as files. Go's own paths have one more element, the height.
type folder string

func (f folder) Height() int { return tileHeight }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, errors.New("a tile of the wrong length")
		}
		all = append(all, data)
	}
	return all, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}
