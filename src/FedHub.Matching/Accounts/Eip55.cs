using System.Text;

namespace FedHub.Matching;

/// <summary>EIP-55: upper and lower case of an Ethereum address as its checksum.</summary>
internal static class Eip55
{
    /// <summary>Addresses in one case carry no checksum and pass.</summary>
    /// <param name="hex">Forty hexadecimal digits.</param>
    public static bool IsValid(string hex)
    {
        if (!hex.Any(char.IsAsciiLetterUpper) || !hex.Any(char.IsAsciiLetterLower))
        {
            return true;
        }

        var hash = Keccak256.Hash(Encoding.ASCII.GetBytes(hex.ToLowerInvariant()));
        for (var i = 0; i < hex.Length; i++)
        {
            var nibble = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 15;
            if (char.IsAsciiLetter(hex[i]) && char.IsAsciiLetterUpper(hex[i]) != nibble >= 8)
            {
                return false;
            }
        }

        return true;
    }
}
