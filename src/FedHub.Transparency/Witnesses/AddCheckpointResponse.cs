using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace FedHub.Transparency;

/// <summary>A witness's answer to <see cref="AddCheckpointRequest"/>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type of the body.</param>
/// <param name="Body">Cosignature lines (200), the last cosigned size (409), or a reason for people.</param>
public sealed record AddCheckpointResponse(int Status, string ContentType, string Body)
{
    /// <summary>The media type of a size after status 409.</summary>
    public const string SizeContentType = "text/x.tlog.size";

    /// <summary>The largest body that is read.</summary>
    public const int MaxSize = 128 * 1024;

    internal const int Ok = 200;
    internal const int BadRequest = 400;
    internal const int Forbidden = 403;
    internal const int NotFound = 404;
    internal const int Conflict = 409;
    internal const int Unprocessable = 422;

    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>It cosigned.</summary>
    public static AddCheckpointResponse Cosigned(NoteSignature cosignature) => new(Ok, PlainText, cosignature + "\n");

    /// <summary>Its last cosigned size is another one: ask again with a proof from there.</summary>
    public static AddCheckpointResponse OtherSize(long size) => new(Conflict, SizeContentType, PlainNumber.Format(size) + "\n");

    /// <summary>It refuses.</summary>
    public static AddCheckpointResponse Refused(int status, string reason) => new(status, PlainText, reason + "\n");

    /// <summary>Reads the cosignatures of a 200; false for another status, a malformed body or one without a line.</summary>
    public bool TryReadCosignatures(out ImmutableArray<NoteSignature> cosignatures)
    {
        cosignatures = [];
        if (Status != Ok || Body.Length > MaxSize || NoteText.Lines(Body) is not { Length: <= SignedNote.MaxSignatures } lines)
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

        cosignatures = builder.MoveToImmutable();
        return true;
    }

    /// <summary>
    /// Reads the size of a 409. A 409 without the media type is some proxy's or an old witness's, and must not be taken for a reason to try again.
    /// </summary>
    public bool TryReadSize([NotNullWhen(true)] out long? size)
    {
        size = null;
        if (Status != Conflict || !string.Equals(ContentType, SizeContentType, StringComparison.Ordinal) || !Body.EndsWith('\n')
            || !PlainNumber.TryParse(Body.AsSpan(0, Body.Length - 1), out var value))
        {
            return false;
        }

        size = value;
        return true;
    }
}
