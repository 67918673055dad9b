using System.Diagnostics.CodeAnalysis;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>Verifies the notes of one signer: <c>name+keyid+base64(type ‖ public key)</c>, the "vkey" of C2SP signed-note.</summary>
public sealed record NoteVerificationKey
{
    private readonly NoteAlgorithm _algorithm;
    private readonly string _text;
    private readonly byte[] _publicKey;

    private NoteVerificationKey(KeyName name, NoteAlgorithm algorithm, byte[] publicKey)
    {
        Name = name;
        _algorithm = algorithm;
        _publicKey = publicKey;
        KeyId = NoteKeyId.Of(name, algorithm.Type, publicKey);
        _text = $"{name}+{KeyId}+{Convert.ToBase64String([(byte)algorithm.Type, .. publicKey])}";
    }

    /// <summary>Who signs.</summary>
    public KeyName Name { get; }

    /// <summary>Which of the signer's keys.</summary>
    public NoteKeyId KeyId { get; }

    /// <summary>What it signs, and how.</summary>
    public NoteSignatureType Type => _algorithm.Type;

    /// <summary>The public key's bytes, whatever the name.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>The key of a log that signs checkpoints, or of anybody who signs notes.</summary>
    public static NoteVerificationKey ForEd25519(KeyName name, VerificationKey key) => Create(name, NoteSignatureType.Ed25519, key);

    /// <summary>The key of a witness that cosigns checkpoints.</summary>
    public static NoteVerificationKey ForCosignature(KeyName name, VerificationKey key) => Create(name, NoteSignatureType.CosignatureV1, key);

    /// <summary>Reads a vkey.</summary>
    /// <exception cref="FormatException">Not a vkey, or of a type that is not verified here.</exception>
    public static NoteVerificationKey Parse(string text) => TryParse(text, out var key)
        ? key
        : throw new FormatException("A verification key is name+keyid+base64, of type 0x01 (Ed25519) or 0x04 (cosignature/v1), with the id of its bytes.");

    /// <summary>Reads a vkey; false when its id is not that of its bytes, or its type is not verified here.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out NoteVerificationKey? key)
    {
        key = null;
        var parts = text?.Split('+', 3);
        if (parts is not [var namePart, var idPart, var keyPart]
            || !KeyName.TryParse(namePart, out var name)
            || !NoteKeyId.TryParse(idPart, out var id)
            || !PlainBase64.TryParse(keyPart, out var bytes)
            || bytes.Length == 0
            || NoteAlgorithms.Find((NoteSignatureType)bytes[0]) is not { } algorithm
            || bytes.Length != 1 + algorithm.PublicKeySize
            || !algorithm.IsKey(bytes.AsSpan(1)))
        {
            return false;
        }

        var parsed = new NoteVerificationKey(name, algorithm, bytes[1..]);
        key = parsed.KeyId == id ? parsed : null;
        return key is not null;
    }

    /// <summary>Whether this signer made the signature over the text. The name and id of the signature must be this key's.</summary>
    public bool Verify(ReadOnlySpan<byte> text, NoteSignature signature) =>
        signature.Name == Name
        && signature.KeyId == KeyId
        && signature.Bytes.Length == _algorithm.SignatureSize
        && _algorithm.Verify(_publicKey, text, signature.Bytes.Span);

    /// <summary>When a verified signature says that it was made; null for types that carry no time.</summary>
    public DateTimeOffset? TimeOf(NoteSignature signature) => _algorithm.Time(signature.Bytes.Span);

    /// <inheritdoc/>
    public bool Equals(NoteVerificationKey? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>The vkey.</summary>
    public override string ToString() => _text;

    private static NoteVerificationKey Create(KeyName name, NoteSignatureType type, VerificationKey key) =>
        new(name, NoteAlgorithms.Find(type)!, key.ToArray());
}
