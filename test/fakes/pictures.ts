/** A slip as a picture: a green head and three lines. */
export const SLIP = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAGAAAACAAQMAAADOEv75AAAABlBMVEX///8bf0sMGGLOAAAAIElEQVR42mP4jwQYRjk05QxvgOJRcjijPh316SgYWQAAUaHkKmfDs94AAAAASUVORK5CYII=',
  'base64',
);
