namespace FedHub.Matching;

/// <summary>Layouts of ICAO 9303 parts 4 to 7.</summary>
public enum MrzFormat
{
    /// <summary>Card: three lines of 30.</summary>
    TD1,

    /// <summary>Larger card: two lines of 36.</summary>
    TD2,

    /// <summary>Passport: two lines of 44.</summary>
    TD3,

    /// <summary>Visa: two lines of 44.</summary>
    MrvA,

    /// <summary>Visa: two lines of 36.</summary>
    MrvB,
}
