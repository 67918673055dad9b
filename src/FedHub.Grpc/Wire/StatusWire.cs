using System.Globalization;
using Grpc.Core;

namespace FedHub.Grpc.Wire;

/// <summary>Status to header values and back.</summary>
internal static class StatusWire
{
    private static readonly string[] _codes =
        [.. Enumerable.Range(0, 17).Select(code => code.ToString(CultureInfo.InvariantCulture))];

    public static string Code(StatusCode code) =>
        (uint)code < (uint)_codes.Length ? _codes[(int)code] : _codes[(int)StatusCode.Unknown];

    /// <summary>A status from its two headers. A code that is no number, or none that we know, is UNKNOWN.</summary>
    public static Status Parse(string code, string? message)
    {
        var known = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < _codes.Length;
        return new Status(known ? (StatusCode)value : StatusCode.Unknown, message is null ? "" : PercentEncoding.Decode(message));
    }
}
