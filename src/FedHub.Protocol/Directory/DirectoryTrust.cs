using System.Text.Json;
using System.Text.Json.Serialization;
using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>What a node or hub is given out of band: the federation's name and the keys that sign directory 1. The file is <c>trust.json</c>.</summary>
/// <param name="Federation">Name of the federation.</param>
/// <param name="Keys">Its keys.</param>
public sealed record DirectoryTrust(string Federation, FederationKeySet Keys)
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>Reads the file's text.</summary>
    /// <exception cref="FedHubException">InvalidInput: what is wrong with it.</exception>
    public static DirectoryTrust FromJson(string json)
    {
        TrustFile? file;
        try
        {
            file = JsonSerializer.Deserialize<TrustFile>(json, _options);
        }
        catch (JsonException exception)
        {
            throw new FedHubException(ErrorCode.InvalidInput, $"The trust file is not as expected at line {exception.LineNumber + 1}.");
        }

        var keys = new List<VerificationKey>();
        foreach (var text in file?.Keys ?? [])
        {
            if (!VerificationKey.TryParse(text, out var key))
            {
                throw new FedHubException(ErrorCode.InvalidInput, "The trust file has a key that is not 64 hexadecimal digits of an Ed25519 key.");
            }

            keys.Add(key);
        }

        if (file is null || string.IsNullOrWhiteSpace(file.Federation) || file.Threshold < 1 || file.Threshold > keys.Count)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "The trust file needs federation, keys and a threshold not above their number.");
        }

        return new DirectoryTrust(file.Federation, new FederationKeySet(file.Threshold, keys));
    }

    /// <summary>The file's text.</summary>
    public string ToJson() =>
        JsonSerializer.Serialize(new TrustFile(Federation, Keys.Threshold, [.. Keys.Keys.Select(key => key.ToString())]), _options);

    private sealed record TrustFile(string Federation, int Threshold, IReadOnlyList<string> Keys);
}
