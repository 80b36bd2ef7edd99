import { badParameter, noSuchObject } from './fault.ts';
import type { GraphStandIn } from './stand-in.ts';

/**
 * The answer to `GET /{PSID}`.
 * @param fields those asked for; empty for the usual ones
 * @throws GraphFault 100/33 for somebody unknown, 100/2018218 for one without a profile
 */
export function userProfile(
  standIn: GraphStandIn,
  psid: string,
  fields: readonly string[],
): Readonly<Record<string, string>> {
  const person = standIn.people.find(psid);
  if (person === null) throw noSuchObject(psid);
  if (!person.hasProfile) throw badParameter('No profile available for this user.', 2018218);
  const { firstName, lastName } = person;
  const all: Readonly<Record<string, string>> = {
    name: `${firstName} ${lastName}`.trim(),
    first_name: firstName,
    last_name: lastName,
    profile_pic: `${standIn.baseUrl}/media/profile/${psid}`,
  };
  const wanted = fields.length > 0 ? fields : ['name', 'first_name', 'last_name'];
  const asked = Object.entries(all).filter(([field]) => wanted.includes(field));
  return { ...Object.fromEntries(asked), id: psid };
}
