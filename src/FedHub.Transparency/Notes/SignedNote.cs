using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace FedHub.Transparency;

/// <summary>
/// Text with signatures: the text, an empty line, a line a signature (C2SP signed-note). Parsing verifies nothing; see <see cref="NoteKeyRing"/>.
/// </summary>
public sealed class SignedNote
{
    /// <summary>The largest note that is read: 1 MB, as other readers have it.</summary>
    public const int MaxSize = 1_000_000;

    /// <summary>The most signatures that a note may have.</summary>
    public const int MaxSignatures = 100;

    private const string Separator = "\n\n";
    private readonly byte[] _text;

    private SignedNote(string text, byte[] bytes, ImmutableArray<NoteSignature> signatures)
    {
        Text = text;
        _text = bytes;
        Signatures = signatures;
    }

    /// <summary>The text with its last newline, which is what signatures are over.</summary>
    public string Text { get; }

    /// <summary>The text's bytes.</summary>
    public ReadOnlySpan<byte> TextBytes => _text;

    /// <summary>The signatures in their order, verified or not.</summary>
    public ImmutableArray<NoteSignature> Signatures { get; }

    /// <summary>A note to be signed.</summary>
    /// <exception cref="ArgumentException">The text does not end in a newline, or holds control characters.</exception>
    public static SignedNote Unsigned(string text)
    {
        var bytes = NoteText.Encode(text);
        return NoteText.TryDecode(bytes, out _) && text.EndsWith('\n')
            ? new SignedNote(text, bytes, [])
            : throw new ArgumentException("A note's text ends in a newline and has no other control characters.", nameof(text));
    }

    /// <summary>Reads a note with at least one signature; false for anything malformed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedNote? note)
    {
        note = null;
        if (bytes.Length > MaxSize || !NoteText.TryDecode(bytes, out var all))
        {
            return false;
        }

        // The text may hold empty lines itself: the last one is the separator.
        var separator = all.LastIndexOf(Separator, StringComparison.Ordinal);
        if (separator < 0 || !TryParseSignatures(all[(separator + Separator.Length)..], out var signatures))
        {
            return false;
        }

        var text = all[..(separator + 1)];
        note = new SignedNote(text, NoteText.Encode(text), signatures);
        return true;
    }

    /// <summary>The note with a signature more, in place of an earlier one of the same key.</summary>
    public SignedNote With(NoteSignature signature)
    {
        var place = Signatures.Index().Where(pair => pair.Item.Name == signature.Name && pair.Item.KeyId == signature.KeyId)
            .Select(pair => pair.Index).DefaultIfEmpty(-1).First();
        return new SignedNote(Text, _text, place < 0 ? Signatures.Add(signature) : Signatures.SetItem(place, signature));
    }

    /// <summary>The note's bytes.</summary>
    public byte[] ToBytes() => NoteText.Encode(ToString());

    /// <summary>The note.</summary>
    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            note.Append(signature).Append('\n');
        }

        return note.ToString();
    }

    private static bool TryParseSignatures(string block, out ImmutableArray<NoteSignature> signatures)
    {
        signatures = [];
        if (NoteText.Lines(block) is not { Length: > 0 and <= MaxSignatures } lines)
        {
            return false;
        }

        var builder = ImmutableArray.CreateBuilder<NoteSignature>(lines.Length);
        foreach (var line in lines)
        {
            if (!NoteSignature.TryParse(line, out var signature))
            {
                return false;
            }

            builder.Add(signature);
        }

        signatures = builder.MoveToImmutable();
        return true;
    }
}
