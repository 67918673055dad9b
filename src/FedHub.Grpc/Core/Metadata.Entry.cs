using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One key with its value, a text or bytes.</summary>
    public sealed class Entry
    {
        private static readonly SearchValues<char> _keyCharacters =
            SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

        private readonly string? _value;
        private readonly byte[]? _valueBytes;

        /// <summary>Creates a text entry. Keys become lower case; a key ending in "-bin" is refused.</summary>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = NormalizeKey(key);
            if (IsBinary)
            {
                throw new ArgumentException("Only a binary value can be used for a key ending in \"-bin\".", nameof(key));
            }

            _value = value;
        }

        /// <summary>Creates a binary entry; the key must end in "-bin".</summary>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = NormalizeKey(key);
            if (!IsBinary)
            {
                throw new ArgumentException("A key for a binary value must end in \"-bin\".", nameof(key));
            }

            _valueBytes = (byte[])valueBytes.Clone();
        }

        // Entries off the wire: the key is lower case by HTTP/2 and its characters do not matter to us.
        private Entry(string key, string? value, byte[]? valueBytes)
        {
            Key = key;
            _value = value;
            _valueBytes = valueBytes;
        }

        /// <summary>The key in lower case.</summary>
        public string Key { get; }

        /// <summary>Whether the value is bytes.</summary>
        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <summary>The text. Throws for a binary entry.</summary>
        public string Value => _value ?? throw new InvalidOperationException("Cannot access string value of a binary metadata entry");

        /// <summary>A copy of the bytes, or the ASCII bytes of the text.</summary>
        public byte[] ValueBytes => _valueBytes is null ? Encoding.ASCII.GetBytes(_value!) : (byte[])_valueBytes.Clone();

        internal ReadOnlySpan<byte> RawBytes => _valueBytes;

        /// <summary>Key and value of a text entry; only the key of a binary one.</summary>
        public override string ToString() => IsBinary ? $"[Entry: key={Key}, binary]" : $"[Entry: key={Key}, value={_value}]";

        internal static Entry FromWire(string key, string value) => new(key, value, null);

        internal static Entry FromWire(string key, byte[] valueBytes) => new(key, null, valueBytes);

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string NormalizeKey(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
#pragma warning disable CA1308 // HTTP/2 header names are lower case
            var lower = key.ToLowerInvariant();
#pragma warning restore CA1308
            if (lower.Length == 0 || lower.AsSpan().ContainsAnyExcept(_keyCharacters))
            {
                throw new ArgumentException(
                    "Metadata entry key not valid. Keys can only contain lowercase alphanumeric characters, underscores, hyphens and dots.",
                    nameof(key));
            }

            return lower;
        }
    }
}
