using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;
using Proto = FedHub.Contracts.Manifest.V1;

namespace FedHub.Protocol;

/// <summary>Manifests as messages and back, every field checked.</summary>
internal static class ManifestCodec
{
    private const int MaxFiles = 512;
    private const int MaxAdmissions = 1_000;

    internal static byte[] Encode(Manifest manifest)
    {
        var message = new Proto.Manifest
        {
            Slot = SlotCodec.ToProto(manifest.Slot),
            Epoch = manifest.Epoch.Value,
            Revision = manifest.Revision,
            ValidFromMs = manifest.ValidFrom.ToUnixTimeMilliseconds(),
            ValidUntilMs = manifest.ValidUntil.ToUnixTimeMilliseconds(),
            VoprfPublicKey = ByteString.CopyFrom(manifest.PublicKey.ToArray()),
            FilterFormat = (uint)manifest.FilterFormat,
            TagBits = (uint)manifest.TagBits,
            CreatedAtMs = manifest.CreatedAt.ToUnixTimeMilliseconds(),
        };
        message.RuleSetHashes.AddRange(manifest.RuleSetHashes.Select(hash => ByteString.CopyFrom(hash.AsSpan())));
        message.Files.AddRange(manifest.Files.Select(file => new Proto.FilterFile
        {
            Number = file.Number,
            Sha256 = ByteString.CopyFrom(file.Sha256.AsSpan()),
            SizeBytes = (ulong)file.SizeBytes,
            EntryCount = (ulong)file.EntryCount,
        }));
        foreach (var admission in manifest.Admissions)
        {
            var entry = new Proto.Admission { Member = admission.Member.ToString(), Bulk = admission.IsBulk };
            entry.Purposes.AddRange(admission.Purposes.Select(purpose => (Contracts.Common.V1.Purpose)(int)purpose));
            entry.Agencies.AddRange(admission.Agencies);
            message.Admissions.Add(entry);
        }

        return message.ToByteArray();
    }

    internal static Checked<Manifest> Decode(ReadOnlyMemory<byte> payload)
    {
        Proto.Manifest message;
        try
        {
            message = Proto.Manifest.Parser.ParseFrom(payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return Malformed("The manifest is not a Manifest message.");
        }

        if (!SlotCodec.TryRead(message.Slot, out var slot) || message.Epoch == 0 || message.Revision == 0
            || !VoprfPublicKey.TryDecode(message.VoprfPublicKey.Span, out var publicKey)
            || !UnixTime.TryRead(message.ValidFromMs, out var validFrom) || !UnixTime.TryRead(message.ValidUntilMs, out var validUntil)
            || !UnixTime.TryRead(message.CreatedAtMs, out var createdAt) || validUntil <= validFrom)
        {
            return Malformed("The manifest's slot, epoch, key or times are not well-formed.");
        }

        if (message.FilterFormat != 1 || message.TagBits is < 34 or > 64
            || ReadFiles(message) is not { } files || ReadHashes(message) is not { } hashes || ReadAdmissions(message) is not { } admissions)
        {
            return Malformed("The manifest's filter, rule sets or admissions are not well-formed.");
        }

        return new Manifest(
            slot, new EpochNumber(message.Epoch), message.Revision, validFrom, validUntil, publicKey, hashes,
            (int)message.FilterFormat, (int)message.TagBits, files, admissions, createdAt);
    }

    private static List<ManifestFile>? ReadFiles(Proto.Manifest message)
    {
        if (message.Files.Count is 0 or > MaxFiles)
        {
            return null;
        }

        var files = new List<ManifestFile>(message.Files.Count);
        foreach (var file in message.Files)
        {
            if (file.Number != files.Count || !Digest.TryFromBytes(file.Sha256.Span, out var sha256)
                || file.SizeBytes is 0 or > int.MaxValue || file.EntryCount is 0 or > int.MaxValue)
            {
                return null;
            }

            files.Add(new ManifestFile(file.Number, sha256, (long)file.SizeBytes, (long)file.EntryCount));
        }

        return files;
    }

    private static List<Digest>? ReadHashes(Proto.Manifest message)
    {
        var hashes = new List<Digest>(2);
        foreach (var bytes in message.RuleSetHashes)
        {
            if (!Digest.TryFromBytes(bytes.Span, out var hash))
            {
                return null;
            }

            hashes.Add(hash);
        }

        return hashes.Count is 1 or 2 ? hashes : null;
    }

    private static List<ManifestAdmission>? ReadAdmissions(Proto.Manifest message)
    {
        if (message.Admissions.Count > MaxAdmissions)
        {
            return null;
        }

        var admissions = new List<ManifestAdmission>(message.Admissions.Count);
        foreach (var admission in message.Admissions)
        {
            if (!MemberId.TryParse(admission.Member, out var member) || admission.Purposes.Any(purpose => !Enum.IsDefined((Purpose)(int)purpose)))
            {
                return null;
            }

            admissions.Add(new ManifestAdmission(member, [.. admission.Purposes.Select(purpose => (Purpose)(int)purpose)], [.. admission.Agencies]) { IsBulk = admission.Bulk });
        }

        return admissions;
    }

    private static Refusal Malformed(string message) => new(ErrorCode.Malformed, message);
}
