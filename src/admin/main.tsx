import './base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Start } from './shell/Start.tsx';

const place = document.getElementById('app');
if (place)
  createRoot(place).render(
    <StrictMode>
      <Start />
    </StrictMode>,
  );
