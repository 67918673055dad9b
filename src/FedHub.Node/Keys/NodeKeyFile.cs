using System.Globalization;
using FedHub.Cryptography;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>One key file of one use. Numbers count up and are never given again while a higher one is there.</summary>
/// <param name="Use">Signing, sealing or witness; TLS keys lie where the configuration says.</param>
/// <param name="Number">From 1.</param>
/// <param name="Path">Full path.</param>
internal sealed record NodeKeyFile(KeyUse Use, int Number, string Path)
{
    /// <summary>Uses whose keys lie in the keys folder.</summary>
    internal static IReadOnlyList<KeyUse> Uses { get; } = [KeyUse.Signing, KeyUse.Sealing, KeyUse.Witness];

    /// <summary>What the file says that it is for.</summary>
    internal KeyKind Kind => Use switch
    {
        KeyUse.Signing => NodeKeyKinds.Signing,
        KeyUse.Sealing => NodeKeyKinds.Sealing,
        KeyUse.Witness => NodeKeyKinds.Witness,
        _ => throw new InvalidOperationException("TLS keys have files of their own."),
    };

    /// <summary>Bytes of the secret.</summary>
    internal int SecretSize => Use == KeyUse.Sealing ? SealingKey.Size : SigningKey.SeedSize;

    /// <summary>The file of a number, there or not.</summary>
    internal static NodeKeyFile Of(NodeDirectoryLayout layout, KeyUse use, int number) => new(use, number, use switch
    {
        KeyUse.Sealing => layout.SealingKeyFile(number),
        KeyUse.Signing => number == 1 ? layout.SigningKeyFile : Numbered(layout.SigningKeyFile, number),
        KeyUse.Witness => number == 1 ? layout.WitnessKeyFile : Numbered(layout.WitnessKeyFile, number),
        _ => throw new ArgumentOutOfRangeException(nameof(use), use, "TLS keys have files of their own."),
    });

    /// <summary>The files that are there, oldest first.</summary>
    internal static IReadOnlyList<NodeKeyFile> List(NodeDirectoryLayout layout, KeyUse use)
    {
        if (!Directory.Exists(layout.KeysDirectory))
        {
            return [];
        }

        var stem = StemOf(use);
        return
        [
            .. Directory.GetFiles(layout.KeysDirectory, stem + "*.key")
                .Select(path => NumberOf(System.IO.Path.GetFileNameWithoutExtension(path), stem))
                .Where(number => number > 0)
                .Order()
                .Select(number => Of(layout, use, number))
                .Where(file => !file.IsWiped()),
        ];
    }

    /// <summary>Whether the file holds nothing but zeros: a wipe that a crash broke off before the file was deleted.</summary>
    internal bool IsWiped()
    {
        try
        {
            var bytes = File.ReadAllBytes(Path);
            return bytes.Length > 0 && bytes.AsSpan().IndexOfAnyExcept((byte)0) < 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Who reads it as a key says what is wrong with it.
            return false;
        }
    }

    /// <summary>Deletes what broken-off wipes left.</summary>
    internal static void DeleteWiped(NodeDirectoryLayout layout)
    {
        foreach (var use in Uses)
        {
            for (var number = List(layout, use) is [var oldest, ..] ? oldest.Number - 1 : 0; number > 0; number--)
            {
                var file = Of(layout, use, number);
                if (File.Exists(file.Path) && file.IsWiped())
                {
                    File.Delete(file.Path);
                }
            }
        }
    }

    private static string StemOf(KeyUse use) => use switch
    {
        KeyUse.Signing => "signing",
        KeyUse.Sealing => "sealing",
        _ => "witness",
    };

    private static int NumberOf(string name, string stem)
    {
        if (string.Equals(name, stem, StringComparison.Ordinal))
        {
            return 1;
        }

        return name.Length > stem.Length + 1 && name[stem.Length] == '-'
            && int.TryParse(name.AsSpan(stem.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static string Numbered(string first, int number) =>
        System.IO.Path.ChangeExtension(first, null) + string.Create(CultureInfo.InvariantCulture, $"-{number:D4}.key");
}
