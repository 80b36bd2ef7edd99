/** The reactions of Messenger, as pictures that need no emoji font. */
import {
  IconHeartFilled,
  IconMoodAngry,
  IconMoodHappy,
  IconMoodSad,
  IconMoodSurprised,
  IconThumbDownFilled,
  IconThumbUpFilled,
} from '@tabler/icons-react';

export const REACTIONS = [
  { name: 'love', Icon: IconHeartFilled, color: 'red' },
  { name: 'smile', Icon: IconMoodHappy, color: 'orange' },
  { name: 'wow', Icon: IconMoodSurprised, color: 'orange' },
  { name: 'sad', Icon: IconMoodSad, color: 'orange' },
  { name: 'angry', Icon: IconMoodAngry, color: 'red' },
  { name: 'like', Icon: IconThumbUpFilled, color: 'blue' },
  { name: 'dislike', Icon: IconThumbDownFilled, color: 'gray' },
] as const;
