using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FedHub.Contracts.Gateway.V1;
using FedHub.Contracts.Node.V1;
using FedHub.Cryptography;
using FedHub.Node.Keys;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Screenings;

/// <summary>
/// Encrypts what a screening is for, and makes the keyed hashes by which the node knows an approved row again. Without the master key neither tells
/// anything of a person, whatever is guessed.
/// </summary>
internal sealed class ScreeningSealer : IDisposable
{
    private readonly SymmetricKey _key;
    private readonly SecretBytes _macKey;

    public ScreeningSealer(NodeKeys keys)
    {
        _key = keys.DeriveKey("screenings");
        _macKey = keys.DeriveSecret("screening rows");
    }

    public void Dispose()
    {
        _key.Dispose();
        _macKey.Dispose();
    }

    public byte[] Seal(ScreeningId id, ScreeningTerms terms) => _key.Encrypt(terms.Message.ToByteArray(), id.ToArray());

    public ScreeningTerms Open(ScreeningId id, byte[] encrypted) => _key.TryDecrypt(encrypted, id.ToArray(), out var plaintext)
        ? new ScreeningTerms(KeptScreening.Parser.ParseFrom(plaintext))
        : throw new CryptographicException("What is kept of a screening cannot be decrypted: the database was altered.");

    /// <summary>Of one row at its place in one screening.</summary>
    public byte[] MacOf(ScreeningId id, uint number, SearchCriteria row)
    {
        Span<byte> place = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(place, number);
        return Mac("row "u8, [id.ToArray(), place.ToArray(), row.ToByteArray()]);
    }

    /// <summary>Of all that an officer requests, to know it again.</summary>
    public byte[] MacOf(string officer, RequestScreeningRequest request) => Mac("file "u8, [Encoding.UTF8.GetBytes(officer), [0], request.ToByteArray()]);

    private byte[] Mac(ReadOnlySpan<byte> label, IReadOnlyList<byte[]> parts)
    {
        using var lease = _macKey.Lease();
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, lease.Bytes);
        mac.AppendData(label);
        foreach (var part in parts)
        {
            mac.AppendData(part);
            CryptographicOperations.ZeroMemory(part);
        }

        return mac.GetHashAndReset();
    }
}
